using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ScaleSim.Core.Hosts.Programs;

/// <summary>
/// Runs a program of this machine to its end, never through a shell, with bounded time and output. At the deadline or
/// when cancelled it is ended with all that it started.
/// </summary>
/// <param name="command">The program and its arguments.</param>
/// <param name="timeout">How long it may take.</param>
/// <param name="bytesMax">How much of each of its two streams is kept, from the beginning.</param>
public sealed class HostProgram(IReadOnlyList<string> command, TimeSpan timeout, int bytesMax, TimeProvider time)
{
    // A child that outlives its parent holds the pipes open; what the parent printed is there by then.
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(1);

    private static readonly Dictionary<string, string> Nothing = [];

    // Without the mark at its beginning that the encoding of this name has.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <value>Added to this process's own environment.</value>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = Nothing;

    /// <value>What it reads on its standard input, which ends with that; nothing by default.</value>
    public string Input { get; init; } = "";

    /// <exception cref="OperationCanceledException">The caller cancelled; nothing of the program is left.</exception>
    public async Task<ProgramResult> RunAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ProcessFamily family = ProcessFamily.Create();
        ProcessStartInfo start = StartInfo(family);
        try
        {
            using Process process = Process.Start(start)!;
            return await FinishAsync(process, family, cancellationToken).ConfigureAwait(false);
        }
        catch (Win32Exception exception)
        {
            return new ProgramResult(null, "", "", false, $"can't be started: {exception.Message}");
        }
    }

    private ProcessStartInfo StartInfo(ProcessFamily family)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            StandardInputEncoding = Utf8,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in Environment)
        {
            start.Environment[name] = value;
        }

        start.Environment[ProcessFamily.Variable] = family.Mark;
        return start;
    }

    private async Task<ProgramResult> FinishAsync(
        Process process, ProcessFamily family, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var drained = new CancellationTokenSource();
        var output = new MemoryStream();
        var error = new MemoryStream();
        Task<bool> outputCut = KeepAsync(process.StandardOutput.BaseStream, output, drained.Token);
        Task<bool> errorCut = KeepAsync(process.StandardError.BaseStream, error, drained.Token);
        Task written = WriteAsync(process.StandardInput, drained.Token);
        bool isLate = false;
        try
        {
            await process.WaitForExitAsync(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            isLate = true;
            family.Kill(process);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }

        drained.CancelAfter(Drain);
        await written.ConfigureAwait(false);
        bool isCut = await outputCut.ConfigureAwait(false) | await errorCut.ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return new ProgramResult(
            isLate ? null : process.ExitCode,
            Encoding.UTF8.GetString(output.GetBuffer(), 0, (int)output.Length),
            Encoding.UTF8.GetString(error.GetBuffer(), 0, (int)error.Length),
            isCut,
            isLate
                ? string.Create(CultureInfo.InvariantCulture, $"had not ended after {timeout.TotalSeconds:0.#} s")
                : null);
    }

    private async Task WriteAsync(StreamWriter input, CancellationToken cancellationToken)
    {
        try
        {
            await using (input.ConfigureAwait(false))
            {
                await input.WriteAsync(Input.AsMemory(), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // It has ended, or does not read; its exit code and output say why.
        }
    }

    /// <returns>Whether there was more than is kept.</returns>
    private async Task<bool> KeepAsync(Stream from, MemoryStream kept, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[8192];
        bool isCut = false;
        try
        {
            int count;
            while ((count = await from.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                int room = (int)Math.Min(count, bytesMax - kept.Length);
                kept.Write(buffer, 0, room);
                isCut |= room < count;
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The program has ended; somebody else holds its output open.
        }

        return isCut;
    }
}
