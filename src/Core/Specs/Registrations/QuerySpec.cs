using System.Text.Json.Serialization;

namespace ScaleSim.Core.Specs.Registrations;

/// <summary>A question to the master or about it; the answer is a text.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(HttpQuerySpec), "http")]
[JsonDerivedType(typeof(ExecQuerySpec), "exec")]
public abstract record QuerySpec;
