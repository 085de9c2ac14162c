using ScaleSim.Core.Planning;
using ScaleSim.Core.Runs;

namespace ScaleSim.Core.Reports;

/// <summary>A line of workers.csv: a worker as planned and what became of it.</summary>
internal sealed record WorkerRow(WorkerPlan Worker, NodePlan Node, WorkerTimeline Timeline)
{
    /// <value>The furthest state that it reached, or <c>failed</c>, or <c>stopped</c> on purpose.</value>
    public string State => this switch
    {
        { Timeline.Failure: not null } => "failed",
        { Timeline.StoppedBy: not null } => "stopped",
        { Timeline.Registered: not null } => "registered",
        { Timeline.Ready: not null } => "ready",
        { Timeline.Started: not null } => "started",
        { Timeline.Created: not null } => "created",
        _ => "planned",
    };

    public static IEnumerable<WorkerRow> Of(RunSnapshot snapshot) => snapshot.Plan.Workers.Zip(
        snapshot.Workers, (worker, timeline) => new WorkerRow(worker, snapshot.Plan.NodeOf(worker), timeline));
}
