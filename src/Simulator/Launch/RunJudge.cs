using ScaleSim.Core.Checks;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Reports;
using ScaleSim.Core.Runs;

namespace ScaleSim.Simulator.Launch;

/// <summary>
/// Says why a run failed: a check, its test command, or a worker that is not as planned or died unasked, started again
/// since or not. What the restart policy mended is no reason, and neither is a death that was asked for.
/// </summary>
internal static class RunJudge
{
    /// <returns>Sentences, one a reason; empty for a run that passed.</returns>
    public static IReadOnlyList<string> Reasons(RunSnapshot snapshot, TestCommandResult? test)
    {
        var reasons = new List<string>();
        string[] failedChecks =
        [
            .. snapshot.Checks.Where(check => check.Verdict == Verdict.Failed).Select(check => check.Name),
        ];
        if (failedChecks.Length > 0)
        {
            reasons.Add($"{failedChecks.Length} of {snapshot.Checks.Count} checks failed: "
                + $"{string.Join(", ", failedChecks)}. Their messages say which workers and why.");
        }

        if (test is { Passed: false })
        {
            reasons.Add(test.Message);
        }

        if (WorkersOf(snapshot) is { } workers)
        {
            reasons.Add(workers);
        }

        return reasons;
    }

    private static string? WorkersOf(RunSnapshot snapshot)
    {
        Dictionary<int, WorkerDeath> deaths = snapshot.UnaskedDeaths;
        WorkerTimeline[] failed =
        [
            .. snapshot.Workers.Where(worker => worker.Failure is not null || deaths.ContainsKey(worker.Index)),
        ];
        if (failed.Length == 0)
        {
            return null;
        }

        WorkerTimeline first = failed[0];
        WorkerPlan plan = snapshot.Plan.FindWorker(first.Index)!;
        WorkerDeath? death = deaths.GetValueOrDefault(first.Index);
        string lines = death is { LastLines.Count: > 0 }
            ? $" Its last lines:{Environment.NewLine}  "
                + string.Join(Environment.NewLine + "  ", death.LastLines) + Environment.NewLine
            : " ";
        string which = failed.Length == 1 ? "" : " the first of them";
        return $"{Findings.Count(failed.Length, "worker")} failed while the cluster was in use,{which} "
            + $"{plan.Name}: {first.Failure ?? death!.Why}.{lines}The last lines of each are in "
            + $"{OutputDirectory.LogsName}/.";
    }
}
