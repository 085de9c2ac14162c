using ScaleSim.ReferenceProtocol.Workers;

namespace ScaleSim.Reference.Tests.Clusters;

/// <summary>Ports that are probably free: below the ephemeral range, from a place that differs between
/// processes.</summary>
internal static class TestPorts
{
    private const int First = 12_000;
    private const int Count = 8_000;

    private static int _next = Environment.ProcessId * 97 % Count;

    public static WorkerPorts Next() => new(NextPort(), NextPort());

    private static int NextPort() => First + (Interlocked.Increment(ref _next) % Count);
}
