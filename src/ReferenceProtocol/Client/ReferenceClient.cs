using System.Runtime.CompilerServices;
using System.Text.Json;
using ScaleSim.ReferenceProtocol.Blocks;
using ScaleSim.ReferenceProtocol.Errors;
using ScaleSim.ReferenceProtocol.Files;
using ScaleSim.ReferenceProtocol.Workers;

namespace ScaleSim.ReferenceProtocol.Client;

/// <summary>A client of the reference system. One is enough for a program; it may be used by many at once.</summary>
public sealed class ReferenceClient : IDisposable
{
    private const int JsonLengthMax = 256 << 20;

    private readonly ReferenceClientOptions _options;
    private readonly HttpClient _http;
    private readonly MasterConnection _master;
    private readonly BlockConnection _workers;

    /// <summary>A client of one master.</summary>
    /// <param name="master">The master, such as <c>http://127.0.0.1:20000</c>.</param>
    /// <param name="options">How it behaves.</param>
    public ReferenceClient(Uri master, ReferenceClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(master);
        _options = options ?? new ReferenceClientOptions();
        _http = CreateHttpClient(_options);
        _master = new MasterConnection(_http, master, _options);
        _workers = new BlockConnection(_http, _options);
    }

    /// <summary>Begins a file. Directories on its path are made.</summary>
    public async Task<FileWriteStream> CreateAsync(
        string path,
        CreateRequest? request,
        CancellationToken cancellationToken)
    {
        var ticket = await _master.SendAsync(
            HttpMethod.Post,
            RouteOf(Routes.Files, path),
            JsonSerializer.SerializeToUtf8Bytes(request ?? new CreateRequest(), ReferenceJson.Wire.CreateRequest),
            ReferenceJson.Wire.WriteTicket,
            isRepeatable: false,
            cancellationToken).ConfigureAwait(false);
        return new FileWriteStream(_master, _workers, ticket);
    }

    /// <summary>Writes a whole file.</summary>
    public async Task<EntryStatus> WriteAsync(
        string path,
        Stream content,
        CreateRequest? request,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        var file = await CreateAsync(path, request, cancellationToken).ConfigureAwait(false);
        await using (file.ConfigureAwait(false))
        {
            await content.CopyToAsync(file, cancellationToken).ConfigureAwait(false);
            return await file.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="PathNotFoundException">There is none.</exception>
    public async Task<FileReadStream> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var status = await StatusAsync(path, cancellationToken).ConfigureAwait(false);
        if (status.Kind == EntryKind.Directory)
        {
            throw new ReferenceException(
                ErrorCodes.IsDirectory, $"{path} is a directory. Only files can be read. List it instead.");
        }

        var random = new Random(unchecked((_options.Seed * 397) ^ (int)(status.Id ?? 0)));
        return new FileReadStream(new BlockDownload(_master, _workers, _options, random), status);
    }

    /// <summary>Reads a whole file.</summary>
    public async Task<EntryStatus> ReadAsync(string path, Stream destination, CancellationToken cancellationToken)
    {
        var file = await OpenAsync(path, cancellationToken).ConfigureAwait(false);
        await using (file.ConfigureAwait(false))
        {
            await file.CopyToAsync(destination, cancellationToken).ConfigureAwait(false);
            return file.Status;
        }
    }

    /// <summary>The status of a file, with its blocks and their holders, or of a directory.</summary>
    /// <exception cref="PathNotFoundException">There is neither.</exception>
    public Task<EntryStatus> StatusAsync(string path, CancellationToken cancellationToken) =>
        _master.GetAsync(RouteOf(Routes.Files, path), ReferenceJson.Wire.EntryStatus, cancellationToken);

    /// <summary>What is in a directory, in the order of the names, fetched a part at a time.</summary>
    public async IAsyncEnumerable<EntryStatus> ListAsync(
        string path,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? after = null;
        do
        {
            var query = after is null ? "" : $"?after={Uri.EscapeDataString(after)}";
            var listing = await _master.GetAsync(
                RouteOf(Routes.Directories, path) + query,
                ReferenceJson.Wire.DirectoryListing,
                cancellationToken).ConfigureAwait(false);
            foreach (var entry in listing.Entries)
            {
                yield return entry;
            }

            after = listing.Next;
        }
        while (after is not null);
    }

    /// <summary>Makes a directory and those that it is in; one that exists is fine.</summary>
    public Task<EntryStatus> MakeDirectoryAsync(string path, CancellationToken cancellationToken) => _master.SendAsync(
        HttpMethod.Put,
        RouteOf(Routes.Directories, path),
        null,
        ReferenceJson.Wire.EntryStatus,
        isRepeatable: true,
        cancellationToken);

    /// <summary>Moves a file or a directory; with <paramref name="overwrite"/>, a file may replace a file.</summary>
    public Task RenameAsync(string from, string to, bool overwrite, CancellationToken cancellationToken) =>
        _master.ChangeAsync(
            HttpMethod.Post,
            Routes.Rename,
            JsonSerializer.SerializeToUtf8Bytes(
                new RenameRequest(from, to, overwrite), ReferenceJson.Wire.RenameRequest),
            isRepeatable: false,
            cancellationToken);

    /// <summary>Deletes a file, or a directory; with <paramref name="recursive"/>, with all that is in it.</summary>
    public Task DeleteAsync(string path, bool recursive, CancellationToken cancellationToken) => _master.ChangeAsync(
        HttpMethod.Delete,
        RouteOf(Routes.Files, path) + (recursive ? "?recursive=true" : ""),
        null,
        isRepeatable: false,
        cancellationToken);

    /// <summary>A block with its holders.</summary>
    public Task<BlockStatus> BlockAsync(long id, CancellationToken cancellationToken) => _master.GetAsync(
        FormattableString.Invariant($"{Routes.Blocks}/{id}"), ReferenceJson.Wire.BlockStatus, cancellationToken);

    /// <summary>Every worker that the master knows, live or lost.</summary>
    public Task<IReadOnlyList<WorkerInfo>> WorkersAsync(CancellationToken cancellationToken) =>
        _master.GetAsync(Routes.Workers, ReferenceJson.Wire.IReadOnlyListWorkerInfo, cancellationToken);

    /// <summary>The master at a glance.</summary>
    public Task<MasterStatus> MasterAsync(CancellationToken cancellationToken) =>
        _master.GetAsync(Routes.Health, ReferenceJson.Wire.MasterStatus, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        _workers.Dispose();
        _http.Dispose();
    }

    /// <summary>A path as a part of a URL. It is checked here for what a URL would change: dots and empty
    /// names.</summary>
    private static string RouteOf(string route, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var names = path == "/" ? [] : path.Split('/')[1..];
        if (!path.StartsWith('/') || Array.Exists(names, n => n is "" or "." or ".."))
        {
            throw new ReferenceException(ErrorCodes.BadPath, $"'{path}' is no path. A path begins with a slash and has "
                + "no empty name and no dots in place of one. Write it like /directory/file.");
        }

        return route + string.Concat(names.Select(n => $"/{Uri.EscapeDataString(n)}"));
    }

    private static HttpClient CreateHttpClient(ReferenceClientOptions options) => new(
        new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            ConnectTimeout = TimeSpan.FromSeconds(2),
            MaxConnectionsPerServer = Math.Max(1, options.TransfersMax),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        })
    {
        // Each request has a deadline of its own.
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = JsonLengthMax,
    };
}
