namespace ScaleSim.Core.Tests;

public sealed class ByteSizeTests
{
    [Theory]
    [InlineData("16MiB", 16L << 20)]
    [InlineData("16mib", 16L << 20)]
    [InlineData(" 16 MiB ", 16L << 20)]
    [InlineData("64m", 64L << 20)]
    [InlineData("64M", 64L << 20)]
    [InlineData("1g", 1L << 30)]
    [InlineData("1.5GiB", 3L << 29)]
    [InlineData("512KiB", 512L << 10)]
    [InlineData("512k", 512L << 10)]
    [InlineData("32MB", 32_000_000)]
    [InlineData("1kb", 1000)]
    [InlineData("2TB", 2_000_000_000_000)]
    [InlineData("1t", 1L << 40)]
    [InlineData("4096", 4096)]
    [InlineData("4096b", 4096)]
    [InlineData("0", 0)]
    [InlineData("0.3k", 307)]
    public void TryParse_ReadsASize(string text, long expected)
    {
        Assert.True(ByteSize.TryParse(text, out long bytes, out string? error));

        Assert.Equal(expected, bytes);
        Assert.Null(error);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("MiB")]
    [InlineData("abc")]
    [InlineData("16 potatoes")]
    [InlineData("16MiBs")]
    [InlineData("16M iB")]
    [InlineData("-16MiB")]
    [InlineData("1,5g")]
    [InlineData("1e3")]
    [InlineData("0x10")]
    [InlineData("NaN")]
    public void TryParse_SaysWhatToWrite_WhenTheTextIsNoSize(string? text)
    {
        Assert.False(ByteSize.TryParse(text, out long bytes, out string? error));

        Assert.Equal(0, bytes);
        Assert.Equal($"'{text}' is not a size. Write a number and a unit, such as 16MiB, 64m or 1g.", error);
    }

    [Theory]
    [InlineData("8388608t")]
    [InlineData("9223372036854775808")]
    [InlineData("79228162514264337593543950335t")]
    public void TryParse_Refuses_WhenTheSizeIsTooLarge(string text)
    {
        Assert.False(ByteSize.TryParse(text, out _, out string? error));

        Assert.Contains("8388607 TiB", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(-5, "-5 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1 KiB")]
    [InlineData(4095, "4 KiB")]
    [InlineData(16 << 20, "16 MiB")]
    [InlineData(6_200_000, "5.9 MiB")]
    [InlineData((1L << 20) - 1, "1 MiB")]
    [InlineData(3L << 29, "1.5 GiB")]
    [InlineData(2048L << 40, "2048 TiB")]
    [InlineData(-(16L << 20), "-16 MiB")]
    public void Format_UsesTheLargestUnit(long bytes, string expected) =>
        Assert.Equal(expected, ByteSize.Format(bytes));
}
