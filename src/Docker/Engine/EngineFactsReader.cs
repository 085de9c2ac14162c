using ScaleSim.Core.Engines;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Engine;

/// <summary>Reads what the planner must know of a Docker Engine.</summary>
internal static class EngineFactsReader
{
    public static async Task<EngineFacts> ReadAsync(DockerClient client, CancellationToken cancellationToken)
    {
        SystemInfoResponse info = await client.System.GetInfoAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<NetworkResponse> networks = await client.Networks.ListNetworksAsync(
            new Dictionary<string, IReadOnlyList<string>>(), cancellationToken).ConfigureAwait(false);
        IReadOnlyList<ContainerListResponse> containers = await client.Containers.ListContainersAsync(
            new ContainersListParameters(), cancellationToken).ConfigureAwait(false);
        bool isLocal = IsLocal(client.Endpoint, info);
        return new EngineFacts
        {
            Kind = "docker",
            Version = info.ServerVersion,
            ApiVersion = client.ApiVersion,
            IsLocal = isLocal,
            NoNetworkRate = NetworkShaper.Explain(isLocal),
            NoTimerSlack = TimerSlack.Explain(isLocal),
            Cores = info.NCPU,
            MemoryBytes = info.MemTotal,
            DefaultRuntime = info.DefaultRuntime,
            Runtimes = [.. info.Runtimes.Keys.Order(StringComparer.Ordinal)],
            KernelVersion = info.KernelVersion,
            OperatingSystem = info.OperatingSystem,
            CgroupDriver = info.CgroupDriver,
            CgroupVersion = info.CgroupVersion,
            Socket = client.Endpoint.IsLocal ? client.Endpoint.SocketPath : null,
            DataRoot = info.DockerRootDir,
            StorageDriver = info.Driver,
            LogDriver = info.LoggingDriver,
            LogDrivers = info.Plugins.Log,
            LivesThroughRestart = info.LiveRestoreEnabled,
            AddressPools = [.. info.DefaultAddressPools.Select(pool => pool.Base)],
            IsDesktop = IsDesktop(info),
            Subnets =
            [
                .. networks
                    .SelectMany(network => network.IPAM.Config ?? [])
                    .Select(part => part.Subnet)
                    .OfType<string>(),
            ],
            PublishedPorts =
            [
                .. containers
                    .SelectMany(container => container.Ports)
                    .Select(port => port.PublicPort)
                    .Where(port => port > 0)
                    .Distinct(),
            ],
        };
    }

    // Docker Desktop answers on a local socket, but its containers live in a machine of their own.
    private static bool IsLocal(DockerEndpoint endpoint, SystemInfoResponse info) =>
        endpoint.IsLocal
        && OperatingSystem.IsLinux()
        && info.OSType == "linux"
        && !IsDesktop(info);

    private static bool IsDesktop(SystemInfoResponse info) =>
        info.OperatingSystem.Contains("Docker Desktop", StringComparison.OrdinalIgnoreCase);
}
