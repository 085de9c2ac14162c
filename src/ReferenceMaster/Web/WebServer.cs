using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ScaleSim.ReferenceMaster.Web;

/// <summary>Kestrel and what little it needs: no configuration files, no file watchers, no static files.</summary>
internal static class WebServer
{
    /// <summary>Requests take microseconds; what is not done within this is an idle connection.</summary>
    private static readonly TimeSpan ShutdownTime = TimeSpan.FromMilliseconds(500);

    /// <summary>A server without endpoints.</summary>
    /// <param name="listen">Where it listens.</param>
    /// <param name="log">Where it logs to.</param>
    public static WebApplication Create(IReadOnlyList<IPEndPoint> listen, Action<ILoggingBuilder> log)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            foreach (var endpoint in listen)
            {
                kestrel.Listen(endpoint);
            }
        });
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTime);
        builder.Services.Configure<ConsoleLifetimeOptions>(console => console.SuppressStatusMessages = true);
        log(builder.Logging);
        return builder.Build();
    }
}
