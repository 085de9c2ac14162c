using System.Net;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Tests.Api.Fakes;

namespace ScaleSim.Docker.Tests.Api;

/// <summary>Refusals keep status and body, whatever the body is.</summary>
public sealed class RefusalTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(400, "{\"message\":\"bad parameter\"}", "400 BadRequest to GET /info: bad parameter")]
    [InlineData(403, "{\"message\":\"Pool overlaps\"}\n", "403 Forbidden to GET /info: Pool overlaps")]
    [InlineData(404, "page not found\n", "404 NotFound to GET /info: page not found")]
    [InlineData(409, "{\"message\":\"in use\",\"code\":7}", "409 Conflict to GET /info: in use")]
    [InlineData(500, "", "500 InternalServerError to GET /info, without a reason")]
    [InlineData(500, "{\"message\":\"\"}", "{\"message\":\"\"}")]
    [InlineData(500, "{\"message\":null}", "{\"message\":null}")]
    [InlineData(500, "[\"no object\"]", "[\"no object\"]")]
    [InlineData(501, "{\"message\":", "{\"message\":")]
    [InlineData(503, "<html>busy</html>", "503 ServiceUnavailable to GET /info: <html>busy</html>")]
    [InlineData(302, "", "302")]
    public async Task Refusals_KeepStatusAndBody(int status, string body, string expected)
    {
        await using var server = new ScriptedServer(exchange => exchange.AnswerAsync(status, body));
        using var client = await server.ConnectAsync();

        var refusal = await Assert.ThrowsAsync<DockerApiException>(() => client.System.GetInfoAsync(None));

        Assert.Equal((HttpStatusCode)status, refusal.StatusCode);
        Assert.Equal(body, refusal.ResponseBody);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusals_OfAnyLength_AreCut()
    {
        await using var server = new ScriptedServer(async exchange =>
        {
            await exchange.BeginChunkedAsync(500);
            while (true)
            {
                await exchange.ChunkAsync(new string('x', 10_000));
            }
        });
        using var client = await server.ConnectAsync(new DockerClientOptions { ErrorBytesMax = 50_000 });

        var refusal = await Assert.ThrowsAsync<DockerApiException>(() => client.System.GetInfoAsync(None));

        Assert.Equal(50_000, refusal.ResponseBody.Length);
        Assert.InRange(refusal.Message.Length, 2000, 2200);
    }

    [Fact]
    public async Task Refusals_CutInTheMiddle_KeepTheirStatus()
    {
        await using var server = new ScriptedServer(exchange =>
        {
            exchange.Close();
            return exchange.SendAsync("HTTP/1.1 409 Conflict\r\nContent-Length: 100\r\n\r\n{\"message\":\"half");
        });
        using var client = await server.ConnectAsync();

        var refusal = await Assert.ThrowsAsync<DockerApiException>(() => client.System.GetInfoAsync(None));

        Assert.Equal(HttpStatusCode.Conflict, refusal.StatusCode);
        Assert.Equal("{\"message\":\"half", refusal.ResponseBody);
    }
}
