using System.Net;
using ScaleSim.ReferenceProtocol.Workers;

namespace ScaleSim.WorkerImage.Settings;

/// <summary>Makes <see cref="WorkerSettings"/> of environment variables.</summary>
internal static class WorkerSettingsReader
{
    /// <summary>The least memory that the program is useful with.</summary>
    private const long SmallestMemoryBytes = 16L << 20;

    private const long LargestMemoryBytes = 1L << 40;

    /// <summary>Reads all variables; the settings are only good where <paramref name="errors"/> is empty.</summary>
    public static WorkerSettings Read(Func<string, string?> lookup, out IReadOnlyList<string> errors)
    {
        var reader = new EnvironmentReader(lookup);
        var settings = new WorkerSettings
        {
            Name = reader.Text("SCALESIM_WORKER_NAME", "the worker's name"),
            Index = (int)reader.Number("SCALESIM_WORKER_INDEX", "the worker's index", 0, 10_000_000),
            Host = reader.Text("SCALESIM_WORKER_HOST", "the full DNS name that the worker advertises"),
            Address = reader.Address("SCALESIM_WORKER_ADDRESS", "the IP address that the worker advertises").ToString(),
            Ports = new WorkerPorts(
                reader.Port("SCALESIM_PORT_DATA", "the port that serves blocks"),
                reader.Port("SCALESIM_PORT_WEB", "the port that serves /health and /metrics")),
            Listen = reader.Address("SCALESIM_LISTEN", "the address to listen on", otherwise: IPAddress.Any),
            Ramdisk = reader.Directory("SCALESIM_RAMDISK", "the directory that blocks are kept in"),
            MemoryBytes = reader.Number(
                "SCALESIM_MEMORY", "what the program may use, in bytes", SmallestMemoryBytes, LargestMemoryBytes),
            Master = reader.Endpoint("SCALESIM_MASTER", "the master to register with"),
            Run = reader.Text("SCALESIM_RUN", "the run that the worker belongs to"),
            Seed = (int)reader.Number("SCALESIM_SEED", "the seed of random delays", int.MinValue, int.MaxValue),
        };
        errors = reader.Errors;
        return settings;
    }
}
