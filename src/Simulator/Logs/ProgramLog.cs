using ScaleSim.Core.Reports;

namespace ScaleSim.Simulator.Logs;

/// <summary>
/// A file that gets what a program prints, as it comes. A disk that is full ends the file, and nothing else: whoever
/// prints waits for nobody. For several writers at once.
/// </summary>
internal sealed class ProgramLog : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly LogBound? _bound;
    private FileStream? _file;

    private ProgramLog(string path, FileStream? file, LogBound? bound, string? problem)
    {
        Path = path;
        Problem = problem;
        _file = file;
        _bound = bound;
    }

    public string Path { get; }

    /// <value>Why the end of what was printed is missing; null where the file is whole.</value>
    public string? Problem { get; private set; }

    /// <summary>Begins a file.</summary>
    /// <param name="mode">Who may read it; null for the usual.</param>
    /// <exception cref="IOException">It can't be made.</exception>
    public static ProgramLog Create(string path, UnixFileMode? mode) =>
        new(path, AtomicFile.Create(path, mode), bound: null, problem: null);

    /// <summary>Goes on with a file, or begins it; one that can't be written has a problem from the first.</summary>
    /// <param name="mode">Who may read it where it is begun; null for the usual.</param>
    /// <param name="bound">Null for a file that may grow.</param>
    public static ProgramLog Append(string path, UnixFileMode? mode, LogBound? bound)
    {
        try
        {
            return new ProgramLog(path, OpenToAppend(path, mode), bound, problem: null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new ProgramLog(path, file: null, bound, TextOf(exception));
        }
    }

    /// <param name="path">Of a file that is there, or is to be.</param>
    /// <param name="mode">Who may read it where it is begun; null for the usual.</param>
    public static FileStream OpenToAppend(string path, UnixFileMode? mode)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Append,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
        };
        if (mode is not null && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        return new FileStream(path, options);
    }

    /// <returns>False where this is the first that could not be written, and the last that is tried.</returns>
    public async Task<bool> AppendAsync(ReadOnlyMemory<byte> said)
    {
        await _turn.WaitAsync();
        try
        {
            if (Problem is null && _file is { } file)
            {
                // The runtime appends to where the file ended when it was opened; others may append to it as well.
                file.Seek(0, SeekOrigin.End);
                await file.WriteAsync(said);
                await file.FlushAsync();
                _file = _bound?.Keep(Path, file) ?? file;
            }

            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Problem = TextOf(exception);
            return false;
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await (_file?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        catch (IOException) when (Problem is not null)
        {
            // What could not be written still can't.
        }

        _turn.Dispose();
    }

    private static string TextOf(Exception exception) => exception.Message.TrimEnd('.');
}
