namespace ScaleSim.Simulator.Keeper;

/// <summary>A master that the keeper is to start: everything rendered.</summary>
/// <param name="Command">The program and its arguments.</param>
/// <param name="Environment">Added to the keeper's own environment.</param>
/// <param name="ReadyPath">A path that answers 200 once it serves; null to wait for the port alone.</param>
internal sealed record MasterProcessSpec(
    IReadOnlyList<string> Command,
    IReadOnlyDictionary<string, string> Environment,
    string Host,
    int Port,
    string? ReadyPath);
