using System.Collections.Concurrent;
using System.Globalization;
using ScaleSim.ReferenceProtocol.Blocks;

namespace ScaleSim.Simulator.Reference.Checks;

/// <summary>
/// Files of a check's own in a directory of its own: so many that most workers hold a block, so small that a thousand
/// workers' ramdisks hardly notice.
/// </summary>
internal sealed class ReferenceFileSet
{
    /// <value>
    /// Small blocks: several for a file, and with two replicas of each about three for a worker. So small that a whole
    /// file stays below the 85,000 bytes from which on the runtime keeps an array until its rarest collection: read
    /// back many times, files of twice the size were tens of megabytes.
    /// </value>
    public const int BlockSizeBytes = 16 * 1024;

    private const int FilesMin = 4;
    private const int FilesMax = 500;
    private const int LengthMax = 3 * BlockSizeBytes;
    private const int Concurrency = 16;

    private readonly IReferenceAccess _access;
    private readonly string _directory;

    /// <param name="directory">Absolute, and nobody else's: it is deleted in the end.</param>
    /// <param name="workers">Decides how many files there are: one for two workers.</param>
    public ReferenceFileSet(IReferenceAccess access, string directory, int workers, Random random)
    {
        _access = access;
        _directory = directory;
        Files = [.. Enumerable.Range(1, Math.Clamp(workers / 2, FilesMin, FilesMax))
            .Select(number => new ReferenceFile(
                string.Create(CultureInfo.InvariantCulture, $"{directory}/file-{number:0000}"),
                random.Next(),
                random.Next(1, LengthMax + 1)))];
    }

    public IReadOnlyList<ReferenceFile> Files { get; }

    public long Bytes => Files.Sum(file => (long)file.Length);

    /// <summary>Writes every file, after removing what an earlier check may have left at the same place.</summary>
    /// <exception cref="CheckFailedException">At least one could not be written.</exception>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        await DeleteAsync(cancellationToken);
        await EachAsync("could not be written", async (file, stop) =>
        {
            ReferenceRefusal? refusal = await _access.WriteAsync(file.Path, file.Content(), BlockSizeBytes, stop);
            return refusal is null ? null : $"{file.Path}: {refusal.Message}";
        }, cancellationToken);
    }

    /// <summary>Reads every file and compares each byte.</summary>
    /// <param name="when">For the message, such as <c>during the loss</c>.</param>
    /// <exception cref="CheckFailedException">At least one could not be read, or has other bytes.</exception>
    public Task VerifyAsync(string when, CancellationToken cancellationToken) =>
        EachAsync($"did not read back {when}", async (file, stop) =>
        {
            ReferenceRead read = await _access.ReadAsync(file.Path, stop);
            return read.Content is { } content ? file.Difference(content) : $"{file.Path}: {read.Refusal?.Message}";
        }, cancellationToken);

    public async Task<IReadOnlyList<BlockStatus>> ListBlocksAsync(CancellationToken cancellationToken)
    {
        var blocks = new ConcurrentDictionary<string, IReadOnlyList<BlockStatus>>();
        await Parallel.ForEachAsync(Files, Options(cancellationToken), async (file, stop) =>
            blocks[file.Path] = await _access.ListBlocksAsync(file.Path, stop));
        return [.. Files.SelectMany(file => blocks[file.Path])];
    }

    /// <exception cref="CheckFailedException">The directory could not be deleted.</exception>
    public async Task DeleteAsync(CancellationToken cancellationToken)
    {
        if (await _access.DeleteAsync(_directory, cancellationToken) is { } refusal)
        {
            throw new CheckFailedException(
                $"{_directory} could not be deleted: {refusal.Message} See the master's log.");
        }
    }

    private async Task EachAsync(
        string failure, Func<ReferenceFile, CancellationToken, Task<string?>> action,
        CancellationToken cancellationToken)
    {
        var wrong = new ConcurrentDictionary<string, string>();
        await Parallel.ForEachAsync(Files, Options(cancellationToken), async (file, stop) =>
        {
            if (await action(file, stop) is { } reason)
            {
                wrong[file.Path] = reason;
            }
        });
        if (!wrong.IsEmpty)
        {
            throw new CheckFailedException(
                $"{wrong.Count} of {Files.Count} files {failure}: "
                + $"{Core.Checks.Findings.Name([.. wrong.OrderBy(pair => pair.Key).Select(pair => pair.Value)])}. "
                + "The logs of the master and of the workers that hold them say more.");
        }
    }

    private static ParallelOptions Options(CancellationToken cancellationToken) => new()
    {
        MaxDegreeOfParallelism = Concurrency,
        CancellationToken = cancellationToken,
    };
}
