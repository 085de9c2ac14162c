using ScaleSim.ReferenceProtocol.Checksums;

namespace ScaleSim.ReferenceProtocol.Files;

/// <summary>A block is written.</summary>
/// <param name="Length">How many bytes it has.</param>
/// <param name="Checksum">Their checksum.</param>
/// <param name="Holders">The sessions of the workers that confirmed it.</param>
public sealed record CommitRequest(int Length, Checksum Checksum, IReadOnlyList<string> Holders);
