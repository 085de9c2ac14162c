using ScaleSim.Core.Capacity;
using ScaleSim.Core.Hosts;

namespace ScaleSim.Simulator.Capacity;

/// <summary>The answer of <c>capacity</c>.</summary>
/// <param name="Machine">Where it was measured.</param>
/// <param name="Engine">Such as <c>docker 28.5.2, crun</c>.</param>
/// <param name="System">What was measured: the reference system or a cluster's name.</param>
/// <param name="Workers">The size that is asked about.</param>
/// <param name="FirstSample">Workers of the first step.</param>
/// <param name="SecondSample">Workers of the second step.</param>
/// <param name="Elapsed">What it took, removal included.</param>
/// <param name="Types">Machine types for that size, the cheapest first.</param>
/// <param name="Caveat">What is to be said of their prices; empty for nothing.</param>
internal sealed record CapacityReport(
    MachineFacts Machine,
    string Engine,
    string System,
    int Workers,
    int FirstSample,
    int SecondSample,
    TimeSpan Elapsed,
    CapacityResult Result,
    IReadOnlyList<MachineFit> Types,
    string Caveat);
