namespace ScaleSim.Simulator.Tests.Reference;

/// <summary>A block as the master of an <see cref="InMemoryReference"/> knows it.</summary>
internal sealed record InMemoryBlock(long Id, byte[] Bytes);
