namespace ScaleSim.Core.Engines.Fake;

/// <summary>Chance that depends on a seed and on what is asked about, and not on the order of asking.</summary>
internal static class FakeDice
{
    public const int Failure = 1;
    public const int Death = 2;
    public const int Delay = 3;

    /// <summary>0 to below 1, the same for the same arguments.</summary>
    /// <param name="purpose">Keeps the answers for different questions about one index apart.</param>
    public static double Roll(int seed, int purpose, int index)
    {
        // SplitMix64 (Steele, Lea, Flood 2014): neighbouring inputs give unrelated outputs, which Random's seeds don't.
        ulong mixed = unchecked(((ulong)(uint)seed << 32) ^ ((ulong)(uint)purpose << 28) ^ (uint)index);
        mixed = unchecked(mixed + 0x9E3779B97F4A7C15UL);
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL);
        mixed ^= mixed >> 31;
        return (mixed >> 11) * (1.0 / (1UL << 53));
    }
}
