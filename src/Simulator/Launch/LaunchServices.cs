using ScaleSim.Core.Hosts;

namespace ScaleSim.Simulator.Launch;

/// <summary>The edges of the program: clock, the host's files, one pooled HTTP client.</summary>
internal sealed record LaunchServices(TimeProvider Time, IHostFiles HostFiles, HttpClient Http)
{
    public static LaunchServices Create() => new(
        TimeProvider.System,
        new HostFiles(),
        // Bounded by the callers' concurrency; a worker's answer is small and its connection is not kept for long.
        new HttpClient(new SocketsHttpHandler
        {
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5),
            ConnectTimeout = TimeSpan.FromSeconds(10),
            UseProxy = false,
        }));
}
