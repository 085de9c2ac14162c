using ScaleSim.Core.Checks;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Runs;
using ScaleSim.ReferenceProtocol;
using ScaleSim.ReferenceProtocol.Workers;

namespace ScaleSim.Simulator.Reference.Checks;

/// <summary>
/// What the reference checks share: the access, the deadlines, and steps that wait for the master's view.
/// </summary>
internal sealed class ReferenceRun
{
    private ReferenceRun(CheckContext context, IReferenceAccess access, ReferenceDeadlines deadlines)
    {
        Context = context;
        Access = access;
        Deadlines = deadlines;
    }

    public CheckContext Context { get; }

    public IReferenceAccess Access { get; }

    public ReferenceDeadlines Deadlines { get; }

    public ClusterPlan Plan => Context.Plan;

    /// <exception cref="ReferenceSilentException">The master does not answer.</exception>
    public static async Task<ReferenceRun> OpenAsync(
        CheckContext context, IReferenceAccess access, CancellationToken cancellationToken)
    {
        MasterStatus status = await access.ReadStatusAsync(cancellationToken);
        var deadlines = new ReferenceDeadlines(
            TimeSpan.FromMilliseconds(status.LostAfterMs), context.Plan.Workers.Count);
        return new ReferenceRun(context, access, deadlines);
    }

    public ReferenceFileSet Files(string directory) =>
        new(Access, directory, Plan.Workers.Count, Context.Random);

    /// <summary>The planned workers as the master sees them; the latest registration where it knows several.</summary>
    public async Task<IReadOnlyDictionary<string, WorkerInfo>> WorkersAsync(CancellationToken cancellationToken) =>
        (await Access.ListWorkersAsync(cancellationToken))
            .GroupBy(worker => worker.Name)
            .ToDictionary(group => group.Key, group => group.MaxBy(worker => worker.RegisteredAt)!);

    /// <summary>Asks again and again until nothing is missing.</summary>
    /// <param name="missing">Says what is still missing, or null.</param>
    /// <returns>How long it took.</returns>
    /// <exception cref="CheckFailedException">The time is up; the message has what was missing last.</exception>
    public async Task<TimeSpan> AwaitAsync(
        string what, TimeSpan timeout, Func<CancellationToken, Task<string?>> missing,
        CancellationToken cancellationToken)
    {
        long start = Context.Time.GetTimestamp();
        var pace = new PollPace();
        while (true)
        {
            long asked = Context.Time.GetTimestamp();
            if (await AskAsync(missing, cancellationToken) is not { } last)
            {
                return Context.Time.GetElapsedTime(start);
            }

            if (Context.Time.GetElapsedTime(start) > timeout)
            {
                throw new CheckFailedException(
                    $"Waited {timeout.TotalSeconds:0} s for {what}: {last}. "
                    + $"The master gives a worker up after {Deadlines.LostAfter.TotalSeconds:0.#} s of silence. "
                    + "See the master's log.");
            }

            Context.Progress($"waiting for {what}: {last}");
            await Task.Delay(
                pace.PauseAfter(Context.Time.GetElapsedTime(asked)), Context.Time, cancellationToken);
        }
    }

    // A master that does not answer for a moment is one more thing to wait for.
    private static async Task<string?> AskAsync(
        Func<CancellationToken, Task<string?>> missing, CancellationToken cancellationToken)
    {
        try
        {
            return await missing(cancellationToken);
        }
        catch (ReferenceSilentException exception)
        {
            return exception.Message;
        }
    }
}
