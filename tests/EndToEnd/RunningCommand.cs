using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace ScaleSim.EndToEnd;

/// <summary>A program that a test has started. Its output is collected as it comes; it ends with the test.</summary>
internal sealed partial class RunningCommand : IAsyncDisposable
{
    private readonly Process _process;
    private readonly DateTimeOffset _started = TimeProvider.System.GetUtcNow();
    private readonly StringBuilder _stdout = new();
    private readonly StringBuilder _stderr = new();

    private RunningCommand(Process process) => _process = process;

    public int ProcessId => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <value>How long it lived, once it has ended; however late one looks.</value>
    public TimeSpan Lifetime => _process.ExitTime - _started;

    /// <value>What it has printed to standard output so far.</value>
    public string Output => TextOf(_stdout);

    /// <value>What it has printed to standard error so far.</value>
    public string Error => TextOf(_stderr);

    private string Command => string.Join(' ', [_process.StartInfo.FileName, .. _process.StartInfo.ArgumentList]);

    public static RunningCommand Start(ProcessStartInfo start)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        var command = new RunningCommand(new Process { StartInfo = start });
        command._process.OutputDataReceived += (_, line) => Append(command._stdout, line.Data);
        command._process.ErrorDataReceived += (_, line) => Append(command._stderr, line.Data);
        command._process.Start();
        command._process.StandardInput.Close();
        command._process.BeginOutputReadLine();
        command._process.BeginErrorReadLine();
        return command;
    }

    /// <summary>Waits until it has ended and its output has, and fails when that takes too long.</summary>
    public async Task<CommandResult> WaitAsync(TimeSpan? deadline = null)
    {
        using var patience = new CancellationTokenSource(deadline ?? Deadlines.Command);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"still running after {deadline ?? Deadlines.Command}: {ResultOf(-1).All}");
        }

        return ResultOf(_process.ExitCode);
    }

    /// <summary>To the process alone.</summary>
    public void Signal(PosixSignal signal) => Send(_process.Id, NumberOf(signal));

    /// <summary>To its whole process group, as Ctrl-C on a terminal does. It must be the leader.</summary>
    public void SignalGroup(PosixSignal signal) => Send(-_process.Id, NumberOf(signal));

    /// <summary>To the process alone, which may be gone by now.</summary>
    public void TrySignal(PosixSignal signal) => _ = SendSignal(_process.Id, NumberOf(signal));

    /// <summary>SIGKILL to each, as fast as can be.</summary>
    public static void Kill(params IEnumerable<int> processes)
    {
        foreach (int process in processes)
        {
            Send(process, signal: 9);
        }
    }

    /// <summary>SIGKILL to a process that may be gone already.</summary>
    public static void TryKill(int process) => _ = SendSignal(process, signal: 9);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static void Append(StringBuilder output, string? line)
    {
        if (line is not null)
        {
            lock (output)
            {
                output.Append(line).Append('\n');
            }
        }
    }

    private static string TextOf(StringBuilder output)
    {
        lock (output)
        {
            return output.ToString();
        }
    }

    private CommandResult ResultOf(int exitCode) => new(Command, exitCode, TextOf(_stdout), TextOf(_stderr));

    private static int NumberOf(PosixSignal signal) => signal switch
    {
        PosixSignal.SIGHUP => 1,
        PosixSignal.SIGINT => 2,
        PosixSignal.SIGTERM => 15,
        _ => throw new ArgumentOutOfRangeException(nameof(signal), signal, "The tests send no such signal."),
    };

    private static void Send(int process, int signal)
    {
        if (SendSignal(process, signal) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int process, int signal);
}
