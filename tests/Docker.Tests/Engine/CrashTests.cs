using System.Diagnostics;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Names;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Clusters;
using ScaleSim.Docker.Engine;
using ScaleSim.Docker.Tests.Api.Fakes;

namespace ScaleSim.Docker.Tests.Engine;

/// <summary>
/// A worker whose program is ended from outside, and which is started again at once, while the Engine's answers fail.
/// Its lives are processes of this machine's.
/// </summary>
public sealed class CrashTests : IDisposable
{
    private readonly Process _life = Process.Start("sleep", "600");
    private readonly Process _nextLife = Process.Start("sleep", "600");

    private int _inspected;
    private int _failures;

    [Fact]
    public async Task Crash_EndsOneLife_WhateverBecomesOfTheAnswersAfterIt()
    {
        _failures = 1;

        EngineException exception = await Assert.ThrowsAsync<EngineException>(() => CrashAsync(new()));

        Assert.Contains("its program was ended", exception.Message, StringComparison.Ordinal);
        Assert.Contains("cannot tell right now", exception.Message, StringComparison.Ordinal);
        await AssertOneEndedAsync();
    }

    [Fact]
    public async Task Crash_AsksAgainForItsOutcome_AndEndsOneLife()
    {
        _failures = 2;

        await CrashAsync(new DockerClientOptions { Reads = new EnginePipelines(TimeProvider.System).Read });

        Assert.Equal(4, _inspected);
        await AssertOneEndedAsync();
    }

    public void Dispose()
    {
        foreach (Process life in (Process[])[_life, _nextLife])
        {
            life.Kill();
            life.WaitForExit();
            life.Dispose();
        }
    }

    private async Task CrashAsync(DockerClientOptions options)
    {
        await using var server = new ScriptedServer(AnswerAsync);
        using DockerClient client = await server.ConnectAsync(options);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var reader = new ClusterReader(client);
        var actions = new WorkerActions(
            client,
            reader,
            new ContainerIds(reader),
            new TimerSlack(client),
            new EnginePipelines(TimeProvider.System),
            TimeProvider.System);
        await actions.ActAsync("demo", WorkerAction.Crash, [1], deadline.Token);
    }

    private async Task AssertOneEndedAsync()
    {
        await _life.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(137, _life.ExitCode);
        Assert.False(_nextLife.HasExited);
    }

    private async Task AnswerAsync(ScriptedExchange exchange)
    {
        if (exchange.Request.Path == "/containers/json")
        {
            await exchange.AnswerAsync(
                200,
                "[{\"Id\":\"id1\",\"Names\":[\"/demo-worker-0001\"],\"State\":\"running\",\"Labels\":{"
                + $"\"{ClusterLabels.Cluster}\":\"demo\",\"{ClusterLabels.Node}\":\"1\","
                + $"\"{ClusterLabels.Worker}\":\"1\"}}}}]");
            return;
        }

        // By the first the program is found; its next life has begun when the others ask.
        int number = Interlocked.Increment(ref _inspected);
        if (number > 1 && number <= _failures + 1)
        {
            await exchange.AnswerAsync(500, "{\"message\":\"cannot tell right now\"}");
            return;
        }

        // The path of any process's control group has a slash, and so is taken for this container's.
        int pid = (number == 1 ? _life : _nextLife).Id;
        await exchange.AnswerAsync(
            200, $"{{\"Id\":\"/\",\"Name\":\"/demo-worker-0001\",\"State\":{{\"Running\":true,\"Pid\":{pid}}}}}");
    }
}
