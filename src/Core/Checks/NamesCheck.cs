using System.Net;
using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Checks;

/// <summary>Sampled names, asked for inside sampled nodes, have the planned addresses and no others.</summary>
public sealed class NamesCheck : ICheck
{
    private const int SourcesMax = 8;
    private const int WorkersMax = 200;
    private const int NodesMax = 50;

    public string Name => "names";

    public CheckLevel Level => CheckLevel.Safe;

    public TimeSpan DeadlineFor(int workers) => TimeSpan.FromSeconds(180);

    public async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (await SandboxRun.ImpossibleAsync(context, cancellationToken).ConfigureAwait(false) is { } impossible)
        {
            return impossible;
        }

        try
        {
            return await TryAsync(context, cancellationToken).ConfigureAwait(false);
        }
        catch (SandboxMissingException exception)
        {
            return CheckOutcome.NotChecked(exception.Message);
        }
    }

    private static async Task<CheckOutcome> TryAsync(CheckContext context, CancellationToken cancellationToken)
    {
        ClusterPlan plan = context.Plan;
        IReadOnlyList<NodePlan> sources = Samples.Take(
            StoppedWorkers.Of(context).Reachable(), SourcesMax, context.Random);
        if (sources.Count == 0)
        {
            return CheckOutcome.NotApplicable("every worker, and each is its own node, was stopped on purpose");
        }

        List<(string Name, IPAddress Address)> sampled = [.. SampledNames(plan, context.Random)];
        var wrong = new List<string>();
        int count = 0;
        foreach ((NodePlan source, (string Name, IPAddress Address)[] part) in
            sources.Zip(sampled.Chunk((sampled.Count / sources.Count) + 1)))
        {
            (string Name, IPAddress Address)[] names = [.. MasterName(plan), .. part];
            wrong.AddRange(await ResolveAsync(context, source, names, cancellationToken).ConfigureAwait(false));
            count += names.Length;
            context.Progress($"{names.Length} names asked for in {source.Name}");
        }

        return wrong.Count == 0
            ? CheckOutcome.Passed(
                $"all {count} sampled names have their planned addresses, asked in {sources.Count} of "
                + $"{Findings.Count(plan.Nodes.Count, "node")}")
            : CheckOutcome.Failed(
                $"{wrong.Count} of {count} sampled names are not as planned: {Findings.Name(wrong)}. "
                + "Names are frozen at a node's creation: scalesim down and up again, and report it if it stays.");
    }

    // An external master may be known by a name only; then there is no planned address to hold an answer against.
    private static IEnumerable<(string Name, IPAddress Address)> MasterName(ClusterPlan plan) =>
        IPAddress.TryParse(plan.Master.Host, out IPAddress? master) ? [(plan.Master.Name, master)] : [];

    private static IEnumerable<(string Name, IPAddress Address)> SampledNames(ClusterPlan plan, Random random)
    {
        foreach (NodePlan node in Samples.Take(plan.Nodes, NodesMax, random))
        {
            yield return (node.FullName, node.Address);
            yield return (node.Name, node.Address);
        }

        foreach (WorkerPlan worker in Samples.Take(plan.Workers, WorkersMax, random))
        {
            yield return (worker.FullName, plan.NodeOf(worker).Address);
            yield return (worker.Name, plan.NodeOf(worker).Address);
        }
    }

    private static async Task<List<string>> ResolveAsync(
        CheckContext context, NodePlan source, (string Name, IPAddress Address)[] names,
        CancellationToken cancellationToken)
    {
        var wrong = new List<string>();
        foreach ((string Name, IPAddress Address)[] part in names.Chunk(SandboxProgram.ArgumentsMax))
        {
            ILookup<string, string> answers = await SandboxRun.LinesAsync(
                context, source, SandboxProgram.Resolve(part.Select(name => name.Name)), cancellationToken)
                .ConfigureAwait(false);
            foreach ((string name, IPAddress address) in part)
            {
                string[] found = [.. answers[name].Distinct()];
                if (found.Length != 1 || found[0] != address.ToString())
                {
                    string answer = found.Length == 0 ? "no address" : string.Join(" and ", found);
                    wrong.Add($"{name} has {answer} in {source.Name}, not {address}");
                }
            }
        }

        return wrong;
    }
}
