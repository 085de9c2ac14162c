using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ScaleSim.Simulator.Keeper;
using ScaleSim.Simulator.Launch;

namespace ScaleSim.Simulator.Commands;

/// <summary>The keeper process itself: started by run and up, not by people.</summary>
internal static class KeeperCommand
{
    public static Command Create(CommandContext context)
    {
        Option<string> cluster = new("--cluster") { Required = true };
        Option<string> run = new("--run") { Required = true };
        Option<string> socket = new("--socket") { Required = true };
        var command = new Command("keeper", "Keeps a cluster (internal).") { cluster, run, socket };
        command.Hidden = true;
        command.SetAction(async (parsed, _) =>
        {
            KeeperPaths paths = KeeperPaths.Of(parsed.GetRequiredValue(socket));
            try
            {
                paths.Create();
                KeeperPaths.WriteMark(paths.Keeper, ProcessMark.Of(Environment.ProcessId)!);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                context.Error(
                    $"The folder {paths.Directory} of the cluster's keeper can't be made: {exception.Message} Make "
                    + "room there, or name another place with XDG_RUNTIME_DIR or TMPDIR.");
                return ExitCode.NotHere;
            }

            HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
            builder.Services.AddHostedService(services => new KeeperProcess(
                parsed.GetRequiredValue(cluster),
                parsed.GetRequiredValue(run),
                paths,
                () => EngineFactory.ConnectAsync(EngineKind.Docker, 0, context.Services.Time, CancellationToken.None),
                context.Services.Time,
                services.GetRequiredService<IHostApplicationLifetime>()));
            using IHost host = builder.Build();
            // Its end is its own: a signal to the host, or the end of its cluster.
            await host.RunAsync(CancellationToken.None);
            return ExitCode.Ok;
        });
        return command;
    }
}
