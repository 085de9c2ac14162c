namespace ScaleSim.Functional;

/// <summary>Bytes that nobody would get right by chance, and that follow from a number.</summary>
internal static class TestData
{
    public static byte[] Bytes(int seed, int length)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
