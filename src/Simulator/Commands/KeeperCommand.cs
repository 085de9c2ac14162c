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
            HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
            builder.Services.AddHostedService(services => new KeeperProcess(
                parsed.GetRequiredValue(cluster),
                parsed.GetRequiredValue(run),
                KeeperPaths.Of(parsed.GetRequiredValue(socket)),
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
