using System.Globalization;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Workers;

namespace ScaleSim.Core.Planning;

/// <summary>
/// Fills in workers' templates, one worker at a time, so that a plan of 100,000 does not hold 100,000 commands. Parses
/// each template once; safe for several threads.
/// </summary>
public sealed class WorkerRenderer
{
    private readonly ClusterPlan _plan;
    private readonly Dictionary<string, Program> _programs;
    private readonly Template? _match;

    public WorkerRenderer(ClusterPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _plan = plan;
        _programs = plan.Spec.Groups.ToDictionary(group => group.Name, Parse, StringComparer.Ordinal);
        _match = plan.Spec.Registered is { Match: { } match } ? Template.Parse(match) : null;
    }

    public RenderedWorker Render(WorkerPlan worker)
    {
        ArgumentNullException.ThrowIfNull(worker);
        Program program = _programs[worker.Group.Name];
        string Value(string placeholder) => ValueOf(placeholder, worker);
        return new RenderedWorker(
            [.. program.Command.Select(word => word.Render(Value))],
            program.Environment.ToDictionary(
                pair => pair.Key, pair => pair.Value.Render(Value), StringComparer.Ordinal))
        {
            Files = [.. program.Files.Select(file => Render(file.Spec, file.Content.Render(Value)))],
            Mounts = [.. program.Mounts.Select(mount => mount.Spec with { Source = mount.Source.Render(Value) })],
        };
    }

    /// <summary>Fills in a template of a probe or check for one worker.</summary>
    public string Render(Template template, WorkerPlan worker)
    {
        ArgumentNullException.ThrowIfNull(template);
        return template.Render(placeholder => ValueOf(placeholder, worker));
    }

    /// <summary>How the master calls a worker that has registered; null when it can't be asked.</summary>
    public string? RenderMatch(WorkerPlan worker) => _match?.Render(placeholder => ValueOf(placeholder, worker));

    private static Program Parse(WorkerGroupSpec group) => new(
        [.. group.Command.Select(Template.Parse)],
        [.. group.Environment.Select(pair => KeyValuePair.Create(pair.Key, Template.Parse(pair.Value)))],
        [.. group.Files.Select(file => (file, Template.Parse(file.Content)))],
        [.. group.Mounts.Select(mount => (mount, Template.Parse(mount.Source)))]);

    private static RenderedFile Render(FileSpec file, string content)
    {
        (int user, int group) = NumericOwner.Parse(file.Owner);
        return new RenderedFile(file.Path, content, OctalMode.Parse(file.Mode), user, group);
    }

    private string ValueOf(string placeholder, WorkerPlan worker) => placeholder switch
    {
        Placeholders.WorkerIndex => Text(worker.Index),
        Placeholders.WorkerName => worker.Name,
        Placeholders.WorkerHost => worker.FullName,
        Placeholders.WorkerGroup => worker.Group.Name,
        Placeholders.WorkerNumber => Text(worker.Number),
        Placeholders.WorkerMemory => Text(worker.Group.MemoryBytes),
        Placeholders.NodeIndex => Text(worker.Node),
        Placeholders.NodeName => _plan.NodeOf(worker).Name,
        Placeholders.NodeIp => _plan.NodeOf(worker).Address.ToString(),
        Placeholders.RamdiskPath => worker.Group.Ramdisks[0].Path,
        Placeholders.RamdiskSize => Text(worker.Group.Ramdisks[0].SizeBytes),
        _ when placeholder.StartsWith(Placeholders.PortPrefix, StringComparison.Ordinal) =>
            Text(worker.PortOf(placeholder[Placeholders.PortPrefix.Length..])),
        _ when Placeholders.TryRamdisk(placeholder, out int position, out bool isSize) =>
            isSize ? Text(worker.Group.Ramdisks[position].SizeBytes) : worker.Group.Ramdisks[position].Path,
        _ => MasterPlanner.ClusterValue(placeholder, _plan.Spec, _plan.Run, _plan.Network, _plan.Master),
    };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Program(
        IReadOnlyList<Template> Command,
        IReadOnlyList<KeyValuePair<string, Template>> Environment,
        IReadOnlyList<(FileSpec Spec, Template Content)> Files,
        IReadOnlyList<(MountSpec Spec, Template Source)> Mounts);
}
