using System.Text.Json;
using ScaleSim.ReferenceProtocol;
using ScaleSim.ReferenceProtocol.Blocks;
using ScaleSim.ReferenceProtocol.Checksums;
using ScaleSim.ReferenceProtocol.Errors;
using ScaleSim.ReferenceProtocol.Workers;

namespace ScaleSim.Reference.Tests.Checksums;

/// <summary>A worker and a master have two contexts for the same messages: they must write them alike.</summary>
public class WireTests
{
    [Fact]
    public void Heartbeat_IsTheSame_InBothContexts()
    {
        var heartbeat = new HeartbeatRequest
        {
            Session = "a-1",
            CapacityBytes = 10,
            UsedBytes = 5,
            Added = [new BlockInfo(1, 2, new Checksum(3))],
            Removed = [4],
            Failed = [new ReplicationFailure(5, "it's gone")],
        };

        var fromWorker = JsonSerializer.Serialize(heartbeat, WorkerJson.Wire.HeartbeatRequest);

        Assert.Equal(fromWorker, JsonSerializer.Serialize(heartbeat, ReferenceJson.Wire.HeartbeatRequest));
        Assert.Contains("it's gone", fromWorker, StringComparison.Ordinal);
    }

    [Fact]
    public void Command_IsUnderstoodByTheWorker_AsTheMasterWroteIt()
    {
        var answer = new HeartbeatResponse(1000, 5000,
        [
            new WorkerCommand
            {
                Kind = WorkerCommandKind.Replicate,
                Block = new BlockInfo(1, 2, new Checksum(3)),
                Sources = [new WorkerLocation("s", "worker-0001", "h", "198.18.0.2", new WorkerPorts(1, 2))],
            },
        ]);

        var json = JsonSerializer.Serialize(answer, ReferenceJson.Wire.HeartbeatResponse);
        var read = JsonSerializer.Deserialize(json, WorkerJson.Wire.HeartbeatResponse)!;

        Assert.Contains("\"kind\":\"replicate\"", json, StringComparison.Ordinal);
        Assert.Equal(answer.Commands[0].Sources, read.Commands[0].Sources);
        Assert.Equal(answer.Commands[0].Block, read.Commands[0].Block);
    }

    [Fact]
    public void Error_LeavesOut_WhatItDoesNotSay()
    {
        var json = JsonSerializer.Serialize(
            new ErrorResponse { Code = ErrorCodes.ComeBack, Message = "m", RetryAfterMs = 5 },
            ReferenceJson.Wire.ErrorResponse);

        Assert.Equal("""{"code":"come-back","message":"m","retryAfterMs":5}""", json);
    }

    [Fact]
    public void Lists_AreEmpty_WhenTheyAreLeftOut()
    {
        var allocate = JsonSerializer.Deserialize("""{"length":1}""", ReferenceJson.Wire.AllocateRequest)!;
        var heartbeat = JsonSerializer.Deserialize(
            """{"session":"s","capacityBytes":1,"usedBytes":0}""", ReferenceJson.Wire.HeartbeatRequest)!;
        var command = JsonSerializer.Deserialize(
            """{"heartbeatIntervalMs":1,"lostAfterMs":1,"commands":[{"kind":"register"}]}""",
            WorkerJson.Wire.HeartbeatResponse)!.Commands.Single();

        Assert.Empty(allocate.Excluded);
        Assert.Empty(heartbeat.Added);
        Assert.Empty(heartbeat.Removed);
        Assert.Empty(heartbeat.Failed);
        Assert.Empty(command.Sources);
    }

    [Theory]
    [InlineData("""{"length":1,"excluded":null}""")]
    [InlineData("""{"length":null}""")]
    [InlineData("""{}""")]
    [InlineData("""{"length":"1"}""")]
    public void Request_IsRefused_WhenItIsNotWhatTheProtocolSays(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, ReferenceJson.Wire.AllocateRequest));
}
