using System.Text;
using System.Text.Json;
using ScaleSim.Reference.Tests.Clusters;
using ScaleSim.ReferenceProtocol;
using ScaleSim.ReferenceProtocol.Blocks;
using ScaleSim.ReferenceProtocol.Checksums;

namespace ScaleSim.Reference.Tests.Checksums;

public class ChecksumTests
{
    [Fact]
    public void Checksum_IsThatOfRfc3720_ForItsVectors()
    {
        Assert.Equal("e3069283", Checksum.Of(Encoding.ASCII.GetBytes("123456789")).ToString());
        Assert.Equal("8a9136aa", Checksum.Of(new byte[32]).ToString());
        Assert.Equal("46dd794e", Checksum.Of([.. Enumerable.Range(0, 32).Select(i => (byte)i)]).ToString());
        Assert.Equal(Checksum.Empty, Checksum.Of([]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    public void Checksum_IsTheSame_InPieces(int pieceLength)
    {
        var bytes = Bytes.Of(1000);
        var crc = new Crc32CState();

        for (var i = 0; i < bytes.Length; i += pieceLength)
        {
            crc.Append(bytes.AsSpan(i, Math.Min(pieceLength, bytes.Length - i)));
        }

        Assert.Equal(Checksum.Of(bytes), crc.Current);
    }

    [Theory]
    [InlineData("e3069283", true)]
    [InlineData("E3069283", true)]
    [InlineData("00000000", true)]
    [InlineData("e306928", false)]
    [InlineData("e30692830", false)]
    [InlineData("e306928g", false)]
    [InlineData("", false)]
    public void Checksum_ParsesEightDigits_AndNothingElse(string text, bool parses) =>
        Assert.Equal(parses, Checksum.TryParse(text, out _));

    [Fact]
    public void Checksum_IsTextInJson()
    {
        var block = new BlockInfo(7, 9, new Checksum(0xe3069283));

        var json = JsonSerializer.Serialize(block, ReferenceJson.Wire.BlockInfo);

        Assert.Equal("""{"id":7,"length":9,"checksum":"e3069283"}""", json);
        Assert.Equal(block, JsonSerializer.Deserialize(json, ReferenceJson.Wire.BlockInfo));
    }

    [Theory]
    [InlineData("""{"id":7,"length":9,"checksum":"e30692"}""")]
    [InlineData("""{"id":7,"length":9,"checksum":5}""")]
    [InlineData("""{"id":7,"length":9}""")]
    public void Block_IsRefused_WithoutAChecksum(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, ReferenceJson.Wire.BlockInfo));
}
