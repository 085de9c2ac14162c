namespace ScaleSim.Docker.Registries;

/// <summary>What a credential helper prints for <c>get</c>. Its text shows no secret.</summary>
/// <remarks>Sample: <c>{"ServerURL":"registry.lab:5000","Username":"ada","Secret":"..."}</c>.</remarks>
internal sealed record HelperAnswer
{
    /// <summary><c>&lt;token&gt;</c> where the secret is an identity token.</summary>
    public string? Username { get; init; }

    public string? Secret { get; init; }

    public override string ToString() => nameof(HelperAnswer);
}
