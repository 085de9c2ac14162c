using System.Diagnostics;
using ScaleSim.Core.Hosts;

namespace ScaleSim.Core.Tests.Hosts;

public sealed class ProcessSignalTests
{
    private const int Terminate = 15;

    [Fact]
    public async Task Send_EndsAProcess_AndSaysWhenThereIsNone()
    {
        using Process process = Process.Start("sleep", "600");

        Assert.Equal(0, ProcessSignal.Send(process.Id, Terminate));
        await process.WaitForExitAsync();

        Assert.Equal(128 + Terminate, process.ExitCode);
        Assert.Equal(ProcessSignal.NoSuchProcess, ProcessSignal.Send(process.Id, Terminate));
    }

    /// <remarks>To 0, the kernel would send it to this process and its group; to -1, to all there are.</remarks>
    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Send_ReachesNoGroup(int processId) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ProcessSignal.Send(processId, 0));
}
