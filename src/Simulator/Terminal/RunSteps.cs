using ScaleSim.Core.Runs;

namespace ScaleSim.Simulator.Terminal;

/// <summary>The counts of a snapshot: those that have begun, in the order of a run.</summary>
internal static class RunSteps
{
    public static IReadOnlyList<RunStep> Of(RunSnapshot snapshot)
    {
        var steps = new List<RunStep>();
        if (BeginOf(snapshot, RunPhase.Start) is TimeSpan begin)
        {
            AddStarts(steps, snapshot, begin);
        }

        if (BeginOf(snapshot, RunPhase.Down) is TimeSpan down && Existing(snapshot) > 0)
        {
            bool isOver = snapshot.Phase > RunPhase.Down || snapshot.WorkersRemoved >= Existing(snapshot);
            TimeSpan end = isOver && snapshot.LastRemoval is TimeSpan last ? last : snapshot.Elapsed;
            int gone = isOver ? snapshot.WorkersRemoved : Math.Max(snapshot.WorkersEnded, snapshot.WorkersRemoved);
            steps.Add(new RunStep(RunStepKind.WorkersRemoved, gone, Existing(snapshot), end - down, isOver));
        }

        return steps;
    }

    private static void AddStarts(List<RunStep> steps, RunSnapshot snapshot, TimeSpan begin)
    {
        int workers = snapshot.Plan.Workers.Count;
        if (snapshot.Plan.Nodes.Any(node => !node.IsWorker))
        {
            int nodes = snapshot.Plan.Nodes.Count;
            steps.Add(Start(RunStepKind.NodesStarted, snapshot.NodesStarted, nodes, _ => snapshot.LastNodeStart));
        }

        steps.Add(Start(RunStepKind.WorkersStarted, snapshot.WorkersStarted, workers, worker => worker.Started));
        if (snapshot.Plan.Spec.Groups.Any(group => group.Ready is not null))
        {
            steps.Add(Start(RunStepKind.WorkersReady, snapshot.WorkersReady, workers, worker => worker.Ready));
        }

        if (snapshot.Plan.Spec.Registered is not null)
        {
            steps.Add(Start(
                RunStepKind.WorkersRegistered, snapshot.WorkersRegistered, workers, worker => worker.Registered));
        }

        RunStep Start(RunStepKind kind, int done, int total, Func<WorkerTimeline, TimeSpan?> reached)
        {
            bool isOver = done >= total || snapshot.Phase > RunPhase.Registered;
            TimeSpan end = done >= total ? snapshot.Workers.Max(reached) ?? EndOfStart(snapshot) : EndOfStart(snapshot);
            return new RunStep(kind, done, total, end - begin, isOver);
        }
    }

    /// <summary>When the run turned from starting to something else; now, while it has not.</summary>
    private static TimeSpan EndOfStart(RunSnapshot snapshot) =>
        snapshot.Phases.FirstOrDefault(phase => phase.Phase > RunPhase.Registered)?.Start ?? snapshot.Elapsed;

    private static TimeSpan? BeginOf(RunSnapshot snapshot, RunPhase phase) =>
        snapshot.Phases.FirstOrDefault(timing => timing.Phase == phase)?.Start;

    /// <summary>A start that was broken off has fewer workers to remove than were planned.</summary>
    private static int Existing(RunSnapshot snapshot) => Math.Max(snapshot.WorkersCreated, snapshot.WorkersRemoved);
}
