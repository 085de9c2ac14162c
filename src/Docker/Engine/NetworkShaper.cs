using System.Globalization;
using ScaleSim.Core;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts.Programs;
using ScaleSim.Core.Planning;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Engine;

/// <summary>
/// Bounds what a node's network carries: a token bucket (tbf, tc-tbf(8)) on each end of its veth pair, on <c>eth0</c>
/// in its namespace for what it sends, on the host's end for what it receives. They last as long as the node.
/// </summary>
internal sealed class NetworkShaper(DockerClient client, HostTool tool)
{
    // What the bucket lets through at once: 10 ms of the rate, and never less than a few packets.
    private const int BurstBytesMin = 16 << 10;
    private const int BurstsPerSecond = 100;

    // How long a packet may wait before it is dropped: a switch's buffer, not a disk's.
    private const string Latency = "100ms";

    private static readonly string[] Tools = ["tc", "nsenter"];

    /// <summary>Why this process can't bound nodes, as the middle of a sentence; null where it can.</summary>
    /// <param name="isLocal">Whether the Engine's containers are processes of this machine.</param>
    public static string? Explain(bool isLocal)
    {
        if (!isLocal)
        {
            return "it is set with tc on the engine's own machine, and this engine runs on another";
        }

        string[] missing = [.. Tools.Where(name => SystemProgram.Find(name) is null)];
        if (missing.Length > 0)
        {
            return $"it is set with {string.Join(" and ", missing)}, which this machine lacks (Debian: iproute2 and "
                + "util-linux)";
        }

        return ProcessCapabilities.Has(ProcessCapabilities.NetAdmin, ProcessCapabilities.SysAdmin)
            ? null
            : "it is set with tc, which takes root (CAP_NET_ADMIN and CAP_SYS_ADMIN)";
    }

    /// <summary>Bounds a running node where its group says so.</summary>
    /// <exception cref="EngineException">It could not be bounded.</exception>
    public async Task LimitAsync(ClusterPlan plan, NodePlan node, string id, CancellationToken cancellationToken)
    {
        // Of a cluster that is started again, a node's first worker may be gone.
        if (plan.WorkersOn(node).FirstOrDefault()?.Group.Network is not { } limit)
        {
            return;
        }

        ContainerInspectResponse container =
            await client.Containers.InspectContainerAsync(id, cancellationToken).ConfigureAwait(false);
        string tc = SystemProgram.Find("tc") ?? "tc";
        string pid = container.State.Pid.ToString(CultureInfo.InvariantCulture);
        string nsenter = SystemProgram.Find("nsenter") ?? "nsenter";
        string? failure = await tool.RunAsync(
            [nsenter, "--target", pid, "--net", tc, .. Bucket("eth0", limit.RateBits)],
            cancellationToken).ConfigureAwait(false);
        if (failure is null)
        {
            failure = HostEnd(pid) is { } device
                ? await tool.RunAsync([tc, .. Bucket(device, limit.RateBits)], cancellationToken).ConfigureAwait(false)
                : "the host's end of its veth pair is not among this machine's interfaces";
        }

        if (failure is not null)
        {
            throw new EngineException(
                $"Node {node.Name} could not be bounded to {BitRate.Format(limit.RateBits)}: {failure}. Leave network "
                + "away for no bound, or see that this machine's kernel has sch_tbf ('modprobe sch_tbf').");
        }
    }

    private static string[] Bucket(string device, long rateBits)
    {
        long burst = Math.Max(BurstBytesMin, rateBits / 8 / BurstsPerSecond);
        return
        [
            "qdisc", "replace", "dev", device, "root", "tbf",
            "rate", string.Create(CultureInfo.InvariantCulture, $"{rateBits}bit"),
            "burst", string.Create(CultureInfo.InvariantCulture, $"{burst}b"),
            "latency", Latency,
        ];
    }

    /// <summary>
    /// The container's own sysfs tells the number of the other end of its interface; the host's tells whose it is.
    /// </summary>
    private static string? HostEnd(string pid)
    {
        try
        {
            string peer = File.ReadAllText($"/proc/{pid}/root/sys/class/net/eth0/iflink").Trim();
            return Directory.EnumerateDirectories("/sys/class/net")
                .Where(device => File.Exists($"{device}/ifindex"))
                .Where(device => File.ReadAllText($"{device}/ifindex").Trim() == peer)
                .Select(Path.GetFileName)
                .FirstOrDefault();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
