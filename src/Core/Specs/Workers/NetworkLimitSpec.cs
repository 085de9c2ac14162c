namespace ScaleSim.Core.Specs.Workers;

/// <summary>What a node's network interface carries, shared by the workers on it.</summary>
/// <param name="RateBits">Bits per second, in each direction.</param>
public sealed record NetworkLimitSpec(long RateBits);
