using System.Text.Json.Serialization;

namespace ScaleSim.Core.Specs.UserChecks;

/// <summary>A check of the user's own: something done, and what is expected of it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(HostCheckSpec), "exec")]
[JsonDerivedType(typeof(WorkerCheckSpec), "workers")]
[JsonDerivedType(typeof(HttpCheckSpec), "http")]
[JsonDerivedType(typeof(TcpCheckSpec), "tcp")]
public abstract record CheckSpec
{
    /// <value>A DNS label, unlike the general checks'.</value>
    public required string Name { get; init; }

    public ExpectationSpec Expect { get; init; } = new();

    /// <value>How long it is tried again until it holds; zero for one try.</value>
    public TimeSpan Retry { get; init; }

    /// <value>How long one try may take.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);
}
