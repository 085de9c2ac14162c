using System.Runtime.InteropServices;

namespace ScaleSim.WorkerImage.Sandbox;

/// <summary>SIGTERM and SIGINT as a wait. Both are handled, because a process with id 1 gets no signal that it has no
/// handler for.</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration _term;
    private readonly PosixSignalRegistration _interrupt;

    public StopSignal()
    {
        _term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        ReapChildren();
    }

    /// <summary>Completes at the first signal.</summary>
    public Task Stopped => _stopped.Task;

    public void Dispose()
    {
        _term.Dispose();
        _interrupt.Dispose();
    }

    /// <summary>Processes that others start in the container become children of process 1 when their parents die. With
    /// SIGCHLD ignored the kernel reaps them itself (wait(2)), and nobody has to wake up for it.</summary>
    private static void ReapChildren() => Libc.Signal(Libc.SigChild, Libc.Ignore);

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        _stopped.TrySetResult();
    }
}
