using ScaleSim.ReferenceProtocol.Checksums;
using ScaleSim.ReferenceProtocol.Workers;

namespace ScaleSim.ReferenceProtocol.Blocks;

/// <summary>A block as the master knows it.</summary>
public sealed record BlockStatus
{
    /// <summary>The block's number.</summary>
    public required long Id { get; init; }

    /// <summary>The file that the block belongs to.</summary>
    public required string Path { get; init; }

    /// <summary>The place of the block in its file, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>How many bytes it has.</summary>
    public required long Length { get; init; }

    /// <summary>The checksum of these bytes.</summary>
    public required Checksum Checksum { get; init; }

    /// <summary>How it stands with its replicas.</summary>
    public required BlockState State { get; init; }

    /// <summary>How many replicas were asked for.</summary>
    public required int Replication { get; init; }

    /// <summary>The live workers that hold it.</summary>
    public required IReadOnlyList<WorkerLocation> Holders { get; init; }

    /// <summary>The names of workers that held it and were lost, latest first; at most a few.</summary>
    public IReadOnlyList<string> LastHolders { get => field ?? []; init; }
}
