namespace ScaleSim.ReferenceProtocol.Errors;

/// <summary>The values of <see cref="ErrorResponse.Code"/>: decide by these, never by the message.</summary>
public static class ErrorCodes
{
    /// <summary>400: the request makes no sense.</summary>
    public const string BadRequest = "bad-request";

    /// <summary>404: there is nothing at this URL.</summary>
    public const string NoSuchEndpoint = "no-such-endpoint";

    /// <summary>403: the worker belongs to another run.</summary>
    public const string OtherRun = "other-run";

    /// <summary>429: too many workers register at once; come back after
    /// <see cref="ErrorResponse.RetryAfterMs"/>.</summary>
    public const string ComeBack = "come-back";

    /// <summary>409: the registration shows no lease that is still held.</summary>
    public const string NoLease = "no-lease";

    /// <summary>404: no file or directory has this path.</summary>
    public const string PathNotFound = "path-not-found";

    /// <summary>409: something already has this path.</summary>
    public const string PathExists = "path-exists";

    /// <summary>400: the path is not one.</summary>
    public const string BadPath = "bad-path";

    /// <summary>409: a file is needed and this is a directory.</summary>
    public const string IsDirectory = "is-directory";

    /// <summary>409: a directory is needed and this is a file.</summary>
    public const string NotDirectory = "not-directory";

    /// <summary>409: the directory has entries and the request was not recursive.</summary>
    public const string DirectoryNotEmpty = "directory-not-empty";

    /// <summary>409: somebody else is writing this path.</summary>
    public const string PathBusy = "path-busy";

    /// <summary>404: no such write is under way (it ended, was given up, or the master restarted).</summary>
    public const string WriteNotFound = "write-not-found";

    /// <summary>409: what was written is not what the client says it wrote.</summary>
    public const string WriteMismatch = "write-mismatch";

    /// <summary>507: no worker has room for the block; or, from a worker, its ramdisk is full.</summary>
    public const string NoSpace = "no-space";

    /// <summary>404: no such block.</summary>
    public const string BlockNotFound = "block-not-found";

    /// <summary>410: no live worker holds the block.</summary>
    public const string BlockLost = "block-lost";

    /// <summary>500: the block on the ramdisk is not what was stored; it is never served.</summary>
    public const string BlockDamaged = "block-damaged";

    /// <summary>409: the worker already has another block of this number.</summary>
    public const string BlockExists = "block-exists";

    /// <summary>409: the block is being written this moment.</summary>
    public const string BlockBusy = "block-busy";

    /// <summary>422: the bytes received do not have the checksum sent along.</summary>
    public const string ChecksumMismatch = "checksum-mismatch";

    /// <summary>413: the block is larger than any may be.</summary>
    public const string TooLarge = "too-large";

    /// <summary>503: the server can't do this now and may later.</summary>
    public const string Unavailable = "unavailable";
}
