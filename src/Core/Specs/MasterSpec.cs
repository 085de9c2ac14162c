using System.Text.Json.Serialization;

namespace ScaleSim.Core.Specs;

/// <summary>The coordinator of the system under test, outside the containers.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ProcessMasterSpec), "process")]
[JsonDerivedType(typeof(ExternalMasterSpec), "external")]
public abstract record MasterSpec
{
    /// <value>The port that workers reach the master at.</value>
    public required int Port { get; init; }
}
