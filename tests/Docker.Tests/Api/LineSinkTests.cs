using System.Text;
using ScaleSim.Docker.Api.Transport;

namespace ScaleSim.Docker.Tests.Api;

public sealed class LineSinkTests
{
    private readonly List<string> _lines = [];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public void Lines_AreWhole_HoweverTheyArrive(int pieceBytes)
    {
        LineSink sink = new(_lines.Add);
        foreach (byte[] piece in Encoding.UTF8.GetBytes("one\n\nzwölf\r\nlast").Chunk(pieceBytes))
        {
            sink.Append(piece);
        }

        Assert.Equal(["one", "", "zwölf"], _lines);
        sink.Complete();
        sink.Complete();
        Assert.Equal(["one", "", "zwölf", "last"], _lines);
    }

    [Fact]
    public void ALineWithoutEnd_ComesInPieces()
    {
        LineSink sink = new(_lines.Add);
        for (int i = 0; i < 100; i++)
        {
            sink.Append(new byte[LineSink.LineBytesMax / 10]);
        }

        Assert.InRange(_lines.Count, 9, 10);
        Assert.All(_lines, line => Assert.InRange(line.Length, 1, LineSink.LineBytesMax * 2));
    }
}
