using System.Net.Http.Json;
using System.Text;
using ScaleSim.Reference.Tests.Clusters;
using ScaleSim.ReferenceProtocol;

namespace ScaleSim.Reference.Tests.Systems;

/// <summary>What people type by hand: every refusal says why, and none is a fault of the master's.</summary>
public sealed class BadRequestTests : IAsyncLifetime
{
    private TestCluster _cluster = null!;

    public async Task InitializeAsync() => _cluster = await TestCluster.StartAsync(workers: 1);

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Theory]
    [InlineData("POST", "/api/v1/workers/lease", "")]
    [InlineData("POST", "/api/v1/workers/lease", "{}")]
    [InlineData("POST", "/api/v1/workers/lease", "null")]
    [InlineData("POST", "/api/v1/workers/register", """{"lease":"1"}""")]
    [InlineData("POST", Routes.WorkerHeartbeat, """{"session":"x","capacityBytes":1,"usedBytes":0,"added":[null]}""")]
    [InlineData("POST", Routes.WorkerHeartbeat, """{"session":"x","capacityBytes":"much","usedBytes":0}""")]
    [InlineData("POST", "/api/v1/files/a", "not json")]
    [InlineData("POST", "/api/v1/files/a//b", "{}")]
    [InlineData("POST", "/api/v1/files/a", """{"replication":99}""")]
    [InlineData("POST", "/api/v1/rename", """{"from":"/a"}""")]
    [InlineData("POST", "/api/v1/rename", """{"from":"a","to":"b"}""")]
    [InlineData("GET", "/api/v1/directories/?limit=0", "")]
    [InlineData("GET", "/api/v1/directories/?limit=many", "")]
    public Task Nonsense_Is400(string method, string path, string body) => AssertRefusedAsync(method, path, body, 400);

    [Theory]
    [InlineData("GET", "/api/v1/nothing")]
    [InlineData("GET", "/api/v1/blocks/abc")]
    [InlineData("GET", "/api/v1/blocks/77")]
    [InlineData("GET", "/api/v1/files/none")]
    [InlineData("GET", "/api/v1/directories/none")]
    [InlineData("DELETE", "/api/v1/files/none")]
    [InlineData("DELETE", "/api/v1/writes/77")]
    [InlineData("PATCH", "/health")]
    public Task WhatIsNotThere_Is404(string method, string path) => AssertRefusedAsync(method, path, "", 404);

    [Theory]
    [InlineData("""{"length":0}""")]
    [InlineData("""{"length":-1}""")]
    [InlineData("""{"length":1048577}""")]
    [InlineData("""{"length":1,"excluded":[null]}""")]
    [InlineData("""{"excluded":[]}""")]
    public async Task Allocation_IsRefused_ForABlockThatCanNotBe(string body)
    {
        await using var file = await _cluster.Client.CreateAsync("/file", null, default);

        await AssertRefusedAsync("POST", $"/api/v1/writes/{file.Ticket.Id}/blocks", body, 400);
    }

    [Fact]
    public async Task Allocation_NeedsNothingButALength()
    {
        await using var file = await _cluster.Client.CreateAsync("/file", null, default);

        using var answer = await SendAsync("POST", $"/api/v1/writes/{file.Ticket.Id}/blocks", """{"length":6}""");

        Assert.Equal(201, (int)answer.StatusCode);
    }

    private async Task AssertRefusedAsync(string method, string path, string body, int status)
    {
        using var answer = await SendAsync(method, path, body);

        var error = await answer.Content.ReadFromJsonAsync(ReferenceJson.Wire.ErrorResponse);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.True(error!.Message.Count(c => c == '.') >= 3, error.Message);
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string path, string body)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(_cluster.MasterUri, path))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        return await http.SendAsync(request);
    }
}
