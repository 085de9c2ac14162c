namespace ScaleSim.Core.Checks;

/// <summary>Each check's own randomness: the same on every machine for the same run seed and check.</summary>
public static class CheckSeed
{
    /// <summary>
    /// FNV-1a over the name, started from the seed; string.GetHashCode differs from process to process.
    /// </summary>
    public static Random RandomFor(int seed, string check)
    {
        ArgumentNullException.ThrowIfNull(check);
        uint hash = 2166136261u ^ (uint)seed;
        foreach (char letter in check)
        {
            hash = (hash ^ letter) * 16777619u;
        }

        return new Random((int)(hash & int.MaxValue));
    }
}
