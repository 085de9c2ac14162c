namespace ScaleSim.Core.Specs.Registrations;

/// <summary>What a command prints on the host.</summary>
/// <param name="Command">Templates; never passed through a shell.</param>
public sealed record ExecQuerySpec(IReadOnlyList<string> Command) : QuerySpec;
