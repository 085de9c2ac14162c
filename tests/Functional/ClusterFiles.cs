using ScaleSim.ReferenceProtocol.Client;
using ScaleSim.ReferenceProtocol.Files;

namespace ScaleSim.Functional;

/// <summary>Whole files in one line each.</summary>
internal static class ClusterFiles
{
    public const int Concurrency = 32;

    public static ParallelOptions AtOnce { get; } = new() { MaxDegreeOfParallelism = Concurrency };

    public static async Task<EntryStatus> WriteAsync(
        this ReferenceClient client, string path, byte[] content, CreateRequest? request = null)
    {
        using var stream = new MemoryStream(content, writable: false);
        return await client.WriteAsync(path, stream, request, CancellationToken.None);
    }

    public static async Task<byte[]> ReadAsync(this ReferenceClient client, string path)
    {
        using var stream = new MemoryStream();
        await client.ReadAsync(path, stream, CancellationToken.None);
        return stream.ToArray();
    }

    public static async Task<List<string>> NamesInAsync(this ReferenceClient client, string directory)
    {
        var names = new List<string>();
        await foreach (EntryStatus entry in client.ListAsync(directory, CancellationToken.None))
        {
            names.Add(entry.Path[(directory.Length + 1)..]);
        }

        return names;
    }
}
