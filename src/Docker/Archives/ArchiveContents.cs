using System.Formats.Tar;

namespace ScaleSim.Docker.Archives;

/// <summary>
/// The names of all entries of an archive and the JSON documents among them, read in one pass. Layers are passed over:
/// where the file is not compressed, without reading them.
/// </summary>
internal sealed class ArchiveContents
{
    private const int DocumentBytesMax = 4 * 1024 * 1024;
    private const long DocumentsBytesMax = 256L * 1024 * 1024;

    private readonly Dictionary<string, byte[]> _documents = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private long _documentsBytes;

    private ArchiveContents()
    {
    }

    /// <summary>The last entry that was read whole.</summary>
    public string LastName { get; private set; } = "";

    /// <param name="tar">Not compressed.</param>
    /// <exception cref="ArchiveException">It is no tar archive, or is cut.</exception>
    public static async Task<ArchiveContents> ReadAsync(Stream tar, CancellationToken cancellationToken)
    {
        var contents = new ArchiveContents();
        try
        {
            await contents.ReadEntriesAsync(tar, cancellationToken).ConfigureAwait(false);
            return contents._names.Count > 0
                ? contents
                : throw new ArchiveException("it is no tar archive, or has nothing in it");
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            throw new ArchiveException(
                contents._names.Count == 0
                    ? "it is no tar archive"
                    : $"it is cut or damaged behind the entry {contents.LastName}",
                exception);
        }
    }

    public bool Contains(string path) => _names.Contains(Normalize(path));

    /// <summary>Null where there is no such document, or it is no JSON of usual size.</summary>
    public byte[]? Document(string path) => _documents.GetValueOrDefault(Normalize(path));

    private async Task ReadEntriesAsync(Stream tar, CancellationToken cancellationToken)
    {
        var reader = new TarReader(tar, leaveOpen: true);
        await using (reader.ConfigureAwait(false))
        {
            TarEntry? entry;
            while ((entry = await reader.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false))
                is not null)
            {
                await AddAsync(entry, tar, cancellationToken).ConfigureAwait(false);
                LastName = entry.Name;
            }
        }
    }

    private async Task AddAsync(TarEntry entry, Stream tar, CancellationToken cancellationToken)
    {
        // Where the reader seeks, it passes over the end of a file that is cut without noticing.
        if (tar.CanSeek && entry.DataOffset + entry.Length > tar.Length)
        {
            throw new EndOfStreamException();
        }

        var name = Normalize(entry.Name);
        _names.Add(name);
        if (entry.DataStream is not { } data || entry.Length > DocumentBytesMax)
        {
            return;
        }

        var bytes = new byte[entry.Length];
        await data.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
        if (!IsJson(bytes))
        {
            return;
        }

        _documentsBytes += bytes.Length;
        _documents[name] = _documentsBytes <= DocumentsBytesMax
            ? bytes
            : throw new ArchiveException($"its JSON documents have more than {DocumentsBytesMax} bytes together");
    }

    private static bool IsJson(byte[] bytes)
    {
        var text = bytes.AsSpan().TrimStart(" \t\r\n"u8);
        return text.Length > 0 && text[0] is (byte)'{' or (byte)'[';
    }

    /// <summary>Some tools write <c>./manifest.json</c>, and folders with a slash at their end.</summary>
    private static string Normalize(string path) =>
        (path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path).Trim('/');
}
