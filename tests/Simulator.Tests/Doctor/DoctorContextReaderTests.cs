using ScaleSim.Core.Engines;
using ScaleSim.Simulator.Doctor;
using ScaleSim.Tests;

namespace ScaleSim.Simulator.Tests.Doctor;

public sealed class DoctorContextReaderTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly TestMachine _machine = new();
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task ReadAsync_TakesTheFactsOfEngineAndMachine_WhenItAnswers()
    {
        DoctorContext context = await ReadAsync(_ => Task.FromResult(_machine.Engine!));

        Assert.Same(_machine.Engine, context.Engine);
        Assert.Null(context.EngineFailure);
        Assert.Equal(62914560L * 1024, context.Host.MemoryAvailableBytes);
        Assert.Equal(500, context.Demand.Workers);
    }

    [Fact]
    public async Task ReadAsync_KeepsTheFailureAndLooksAtThisMachine_WhenNoEngineAnswers()
    {
        EngineUnavailableException failure = new("Nothing answers.");

        DoctorContext context = await ReadAsync(_ => throw failure);

        Assert.Null(context.Engine);
        Assert.Same(failure, context.EngineFailure);
        Assert.Null(context.NotThisMachine);
        Assert.Equal(62914560L * 1024, context.Host.MemoryAvailableBytes);
    }

    [Fact]
    public async Task ReadAsync_GivesUp_WhenTheEngineHangs()
    {
        TaskCompletionSource<EngineFacts> never = new();
        Task<DoctorContext> read = ReadAsync(_ => never.Task);
        _time.Advance(DoctorContextReader.EngineTimeout);

        DoctorContext context = await read;

        Assert.Null(context.Engine);
        Assert.Equal("It did not answer within 10 s.", Assert.IsType<TimeoutException>(context.EngineFailure).Message);
    }

    [Fact]
    public async Task ReadAsync_Throws_WhenTheCallerCancels()
    {
        using CancellationTokenSource cancellation = new();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Reader().ReadAsync(
            _machine.Spec, token => Task.FromCanceled<EngineFacts>(token), cancellation.Token));
    }

    private DoctorContextReader Reader() => new(_machine.Files, _machine.Commands, _time);

    private Task<DoctorContext> ReadAsync(Func<CancellationToken, Task<EngineFacts>> readEngine) =>
        Reader().ReadAsync(_machine.Spec, readEngine, CancellationToken.None).WaitAsync(Deadline);
}
