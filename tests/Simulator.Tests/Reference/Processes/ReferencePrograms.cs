namespace ScaleSim.Simulator.Tests.Reference.Processes;

/// <summary>The programs of the reference system, where the build of the simulator has put them.</summary>
internal static class ReferencePrograms
{
    // .../artifacts/bin/Simulator.Tests/debug/ is beside .../artifacts/bin/Simulator/debug/.
    private static readonly DirectoryInfo Own = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));

    public static string Worker { get; } = InSimulator("worker-image", "scalesim-worker");

    public static string Master { get; } = InSimulator("reference-master", "scalesim-reference-master");

    private static string InSimulator(string directory, string program) =>
        Path.Combine(Own.Parent!.Parent!.FullName, "Simulator", Own.Name, directory, program);
}
