using System.CommandLine;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Engines.Images;
using ScaleSim.Simulator.Keeper;
using ScaleSim.Simulator.Launch;
using ScaleSim.Simulator.Orphans;
using ScaleSim.Simulator.Terminal;

namespace ScaleSim.Simulator.Commands;

/// <summary><c>clean</c>: lists what ScaleSim left behind on this machine and removes it.</summary>
internal static class CleanCommand
{
    private const string HostsFile = "/etc/hosts";

    public static Command Create(CommandContext context)
    {
        Option<bool> dryRun = Flags.Switch("--dry-run", "List only; remove nothing.");
        Option<bool> force = Flags.Switch("--force", "Remove other users' too.");
        Option<OutputFormat> format = Flags.Choice("--format", "How to print it.", OutputFormat.Table);
        Option<string?> hostsFile = Flags.Text(
            "--hosts-file", $"Another hosts file to look into. Default: {HostsFile}.");
        var command = new Command(
            "clean", "Removes what killed runs have left: clusters, folders, hosts blocks, bridges, unused images.")
        {
            dryRun, force, format, hostsFile,
        };
        command.SetAction((parsed, _) => CommandRunner.RunAsync(
            context,
            async cancellationToken =>
            {
                await using IEngine engine = await EngineFactory.ConnectAsync(
                    EngineKind.Docker, 0, context.Services.Time, cancellationToken);
                string hosts = Path.GetFullPath(parsed.GetValue(hostsFile) ?? HostsFile);
                var session = new CleanSession(
                    await KindsAsync(context.Services, engine, hosts, cancellationToken),
                    parsed.GetValue(dryRun),
                    parsed.GetValue(force));
                IReadOnlyList<CleanResult> results = await session.RunAsync(cancellationToken);
                CleanView.Write(
                    context.Output, results, parsed.GetValue(format), context.Services.Time.GetUtcNow());
                foreach (CleanResult failed in results.Where(result => result.Outcome == CleanOutcome.Failed))
                {
                    context.Error(failed.Detail!);
                }

                return results.Any(result => result.Outcome == CleanOutcome.Failed)
                    ? ExitCode.CleanupIncomplete
                    : ExitCode.Ok;
            },
            "Cancelled by a signal. What was removed until then is gone; 'scalesim clean' goes on with the rest."));
        return command;
    }

    private static async Task<IReadOnlyList<IOrphanKind>> KindsAsync(
        LaunchServices services, IEngine engine, string hosts, CancellationToken cancellationToken)
    {
        EngineFacts facts = await engine.ReadFactsAsync(cancellationToken);
        IReadOnlyList<ClusterState> clusters = await engine.ListAsync(cancellationToken);
        bool isRoot = NativeMethods.EffectiveUserId() == 0;
        return
        [
            new ClusterOrphans(engine, clusters, facts.IsLocal, services.Time),
            new FolderOrphans(clusters, services.Time),
            new HostsBlockOrphans([hosts], clusters, services.HostFiles, services.Time),
            new InterfaceOrphans(clusters, services.HostFiles, isRoot, services.Time),
            .. engine is IMadeImages images ? (IOrphanKind[])[new ImageOrphans(images, services.Time)] : [],
        ];
    }
}
