using ScaleSim.Core.Checks;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Tests.Checks;

/// <summary>What a check gets from a run, in a test.</summary>
internal static class CheckContexts
{
    public static HttpClient Http { get; } = new();

    public static CheckContext Create(ClusterPlan plan, IEngine engine) => new()
    {
        Plan = plan,
        Engine = engine,
        Http = Http,
        Random = new Random(7),
        Time = TimeProvider.System,
        Master = new StubMasterControl(),
        Progress = _ => { },
    };

    public static Task<CheckOutcome> RunAsync(this ICheck check, ClusterPlan plan, IEngine engine) =>
        check.RunAsync(Create(plan, engine), CancellationToken.None);

    /// <summary>The same while some workers are stopped on purpose, by <c>scalesim kill</c>.</summary>
    public static Task<CheckOutcome> RunAsync(
        this ICheck check, ClusterPlan plan, IEngine engine, params int[] stopped) => check.RunAsync(
        Create(plan, engine) with { Stopped = () => stopped.ToDictionary(worker => worker, _ => "scalesim kill") },
        CancellationToken.None);
}
