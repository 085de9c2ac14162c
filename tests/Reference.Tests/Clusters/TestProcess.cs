using System.Diagnostics;
using System.Text;

namespace ScaleSim.Reference.Tests.Clusters;

/// <summary>One of the reference programs as a process of its own, by the .NET host that runs the tests.</summary>
internal sealed class TestProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _error = new();

    private TestProcess(Process process) => _process = process;

    public int Id => _process.Id;

    /// <summary>What it wrote to standard error so far.</summary>
    public string Error
    {
        get
        {
            lock (_error)
            {
                return _error.ToString();
            }
        }
    }

    public static TestProcess Start(string assembly, params string[] arguments)
    {
        // A shell that starts the tests in the background has SIGINT ignored, which is inherited; env(1) takes it back
        // and becomes the program.
        var start = new ProcessStartInfo(
            "env",
            [
                "--default-signal=INT,TERM", Environment.ProcessPath!,
                Path.Combine(AppContext.BaseDirectory, assembly),
            ])
        {
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // The worker is built for the framework before this one, as ordinary IL here.
        start.Environment["DOTNET_ROLL_FORWARD"] = "Major";
        var told = start.Environment.Keys.Where(k => k.StartsWith("SCALESIM_", StringComparison.Ordinal)).ToArray();
        foreach (var name in told)
        {
            start.Environment.Remove(name);
        }

        var process = new TestProcess(Process.Start(start)!);
        process._process.ErrorDataReceived += (_, line) => process.Add(line.Data);
        process._process.BeginErrorReadLine();
        return process;
    }

    public async Task<int> ExitAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await _process.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Add(string? line)
    {
        lock (_error)
        {
            _error.AppendLine(line);
        }
    }
}
