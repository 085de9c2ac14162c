namespace ScaleSim.Reference.Tests.Clusters;

/// <summary>Bytes that are the same at every run and differ everywhere.</summary>
internal static class Bytes
{
    public static byte[] Of(int length, int seed = 1)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
