using System.Net;
using ScaleSim.ReferenceProtocol.Workers;

namespace ScaleSim.WorkerImage.Settings;

/// <summary>Everything that a worker is told about itself. It reads nothing else: any system's worker could be told
/// so.</summary>
internal sealed record WorkerSettings
{
    /// <summary>SCALESIM_WORKER_NAME: its name, such as <c>worker-0007</c>.</summary>
    public required string Name { get; init; }

    /// <summary>SCALESIM_WORKER_INDEX: its index in its cluster, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>SCALESIM_WORKER_HOST: the full DNS name that it advertises.</summary>
    public required string Host { get; init; }

    /// <summary>SCALESIM_WORKER_ADDRESS: the IP address that it advertises.</summary>
    public required string Address { get; init; }

    /// <summary>SCALESIM_PORT_DATA and SCALESIM_PORT_WEB: what it listens on and advertises.</summary>
    public required WorkerPorts Ports { get; init; }

    /// <summary>SCALESIM_LISTEN: the address to listen on; every address of the node by default.</summary>
    public IPAddress Listen { get; init; } = IPAddress.Any;

    /// <summary>SCALESIM_RAMDISK: the directory that blocks are kept in.</summary>
    public required string Ramdisk { get; init; }

    /// <summary>SCALESIM_MEMORY: what the whole program may use, in bytes; its ramdisk is not part of it.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>SCALESIM_MASTER: the master, as <c>host:port</c>.</summary>
    public required string Master { get; init; }

    /// <summary>SCALESIM_RUN: the run that it belongs to.</summary>
    public required string Run { get; init; }

    /// <summary>SCALESIM_SEED: where its random delays come from, together with its index.</summary>
    public required int Seed { get; init; }
}
