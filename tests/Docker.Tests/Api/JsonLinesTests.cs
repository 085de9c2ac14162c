using System.Text;
using System.Text.Json;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;
using ScaleSim.Docker.Api.Transport;
using ScaleSim.Docker.Tests.Api.Fakes;

namespace ScaleSim.Docker.Tests.Api;

/// <summary>Streams of JSON values, line by line.</summary>
public sealed class JsonLinesTests
{
    [Theory]
    [InlineData("{\"stream\":\"a\u20ac\\n\"}\n{\"stream\":\"b\"}\n")]
    [InlineData("{\"stream\":\"a\u20ac\\n\"}\r\n\r\n{\"stream\":\"b\"}\r\n")]
    [InlineData("\n\n {\"stream\":\"a\u20ac\\n\"} \n{\"stream\":\"b\"}")]
    public async Task Values_AreRead_WhereverTheirBytesAreSplit(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var first = 1; first <= bytes.Length; first++)
        {
            Assert.Equal(["a\u20ac\n", "b"], await ReadAsync(bytes, 1000, first, 1));
            Assert.Equal(["a\u20ac\n", "b"], await ReadAsync(bytes, 1000, first, 7));
        }
    }

    [Fact]
    public async Task Value_IsThere_AsSoonAsItsLineEnds()
    {
        using var stream = new PiecewiseStream("{\"stream\":\"first\"}\n{\"str"u8.ToArray(), 23, 0);
        await foreach (var value in JsonLines.ReadAsync(
            stream, DockerJsonContext.Default.JSONMessage, 100, CancellationToken.None))
        {
            Assert.Equal("first", value.Stream);
            return;
        }

        Assert.Fail("No value came.");
    }

    [Theory]
    [InlineData("{\"stream\":\"a\"}\n{\"str")]
    [InlineData("{\"stream\":\"a\"} {\"stream\":\"b\"}\n")]
    [InlineData("no json\n")]
    [InlineData("[]\n")]
    public async Task Malformed_Lines_AreAnError(string text) =>
        await Assert.ThrowsAnyAsync<JsonException>(() => ReadAsync(Encoding.UTF8.GetBytes(text), 1000, 5));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Lines_BeyondTheBound_AreAnError(bool hasEnd)
    {
        var text = $"{{\"stream\":\"{new string('x', 200_000)}\"}}{(hasEnd ? "\n" : "")}";

        await Assert.ThrowsAsync<DockerProtocolException>(() => ReadAsync(Encoding.UTF8.GetBytes(text), 100_000, 1000));
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(byte[] bytes, int lineBytesMax, params int[] sizes)
    {
        var values = new List<string>();
        using var stream = new PiecewiseStream(bytes, sizes);
        await foreach (var value in JsonLines.ReadAsync(
            stream, DockerJsonContext.Default.JSONMessage, lineBytesMax, CancellationToken.None))
        {
            values.Add(value.Stream);
        }

        return values;
    }
}
