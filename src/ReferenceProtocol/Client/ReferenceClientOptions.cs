using ScaleSim.ReferenceProtocol.Workers;

namespace ScaleSim.ReferenceProtocol.Client;

/// <summary>How a client behaves.</summary>
public sealed record ReferenceClientOptions
{
    /// <summary>Where blocks of a worker are put and got; by default the address and port that it advertises. Published
    /// ports, or a tunnel, want another one.</summary>
    public Func<WorkerLocation, Uri> ResolveWorker { get; init; } = Advertised;

    /// <summary>How long the client tries again where that can help: while the master is away, while it waits for its
    /// workers, and while a block's holders do not answer. 10 s.</summary>
    public TimeSpan RetryTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one request to the master, or the transfer of one block, may take. 30 s.</summary>
    public TimeSpan RequestTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many blocks are transferred at once. 32.</summary>
    public int TransfersMax { get; init; } = 32;

    /// <summary>Whether connections to workers are kept for the next block, for 30 s. True; a client that asks each of
    /// very many workers once or twice does without, and needs less memory.</summary>
    public bool KeepsWorkerConnections { get; init; } = true;

    /// <summary>Where the choice among replicas comes from.</summary>
    public int Seed { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    private static Uri Advertised(WorkerLocation worker) =>
        new UriBuilder(Uri.UriSchemeHttp, worker.Address, worker.Ports.Data).Uri;
}
