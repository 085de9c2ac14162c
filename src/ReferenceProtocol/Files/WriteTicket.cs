namespace ScaleSim.ReferenceProtocol.Files;

/// <summary>A write under way. It ends by completion, by being given up, or with the life of its master.</summary>
/// <param name="Id">The number of the write, and of the file once it is whole.</param>
/// <param name="Path">The file's path.</param>
/// <param name="Replication">How many replicas each block should have.</param>
/// <param name="BlockSizeBytes">The size of every block but the last.</param>
public sealed record WriteTicket(long Id, string Path, int Replication, int BlockSizeBytes);
