namespace ScaleSim.Core.Checks;

/// <summary>The program that every node's sandbox runs: ScaleSim's instrument inside the cluster's network.</summary>
public static class SandboxProgram
{
    /// <value>Its path in the sandbox image, which is the reference worker's.</value>
    public const string Path = "/scalesim-worker";

    /// <value>The most names or targets in one call: well below the 64 KiB of output that an exec returns.</value>
    public const int ArgumentsMax = 200;

    /// <summary>
    /// Prints <c>NAME ADDRESS</c> for each name that resolves; exits 1 with a reason where one doesn't.
    /// </summary>
    public static IReadOnlyList<string> Resolve(IEnumerable<string> names) => [Path, "pause", "resolve", .. names];

    /// <summary>Prints <c>HOST:PORT ok</c> or <c>HOST:PORT REASON</c> for each target.</summary>
    public static IReadOnlyList<string> Connect(IEnumerable<string> targets) =>
        [Path, "pause", "connect", .. targets];
}
