namespace ScaleSim.Simulator.Reference.Checks;

/// <summary>A file whose bytes follow from its seed, so that nobody has to keep them to know them.</summary>
internal sealed record ReferenceFile(string Path, int Seed, int Length)
{
    public byte[] Content()
    {
        byte[] content = new byte[Length];
        new Random(Seed).NextBytes(content);
        return content;
    }

    /// <summary>Null when these are the file's bytes, else how they differ.</summary>
    public string? Difference(ReadOnlySpan<byte> found)
    {
        byte[] expected = Content();
        if (found.SequenceEqual(expected))
        {
            return null;
        }

        return found.Length != Length
            ? $"{Path} has {found.Length} bytes instead of {Length}"
            : $"{Path} differs from byte {found.CommonPrefixLength(expected)} on";
    }
}
