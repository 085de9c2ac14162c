namespace ScaleSim.Core.Specs.Workers;

/// <summary>What a node's network interface carries, shared by the workers on it.</summary>
/// <param name="RateBits">Bits per second, in each direction.</param>
public sealed record NetworkLimitSpec(long RateBits)
{
    /// <value>The least rate: a kilobyte a second, below which a registration alone takes minutes.</value>
    public const long RateBitsMin = 8_000;

    /// <value>The highest rate: 100 Gbit/s, more than a virtual interface carries.</value>
    public const long RateBitsMax = 100_000_000_000;
}
