namespace ScaleSim.ReferenceProtocol;

/// <summary>The URLs of the reference system.</summary>
public static class Routes
{
    /// <summary>Master: GET lists the workers.</summary>
    public const string Workers = "/api/v1/workers";

    /// <summary>Master: POST asks for leave to register.</summary>
    public const string WorkerLease = "/api/v1/workers/lease";

    /// <summary>Master: POST registers.</summary>
    public const string WorkerRegister = "/api/v1/workers/register";

    /// <summary>Master: POST tells that a worker lives.</summary>
    public const string WorkerHeartbeat = "/api/v1/workers/heartbeat";

    /// <summary>Master: under it, files by their paths. GET gives the status of a file or directory, POST begins a
    /// write, DELETE removes (<c>?recursive=true</c> with all that is in it).</summary>
    public const string Files = "/api/v1/files";

    /// <summary>Master: under it, directories by their paths. GET lists (<c>?after=NAME&amp;limit=N</c>), PUT
    /// makes.</summary>
    public const string Directories = "/api/v1/directories";

    /// <summary>Master: POST moves.</summary>
    public const string Rename = "/api/v1/rename";

    /// <summary>Master: under it, writes by their numbers: POST <c>/ID/blocks</c> allocates a block, PUT
    /// <c>/ID/blocks/BLOCK</c> commits it, POST <c>/ID/complete</c> ends the write, DELETE <c>/ID</c> gives it
    /// up.</summary>
    public const string Writes = "/api/v1/writes";

    /// <summary>Master: under it, blocks by their numbers. GET gives a block's status.</summary>
    public const string Blocks = "/api/v1/blocks";

    /// <summary>Master and worker: GET tells whether it works.</summary>
    public const string Health = "/health";

    /// <summary>Master and worker: GET gives figures in the Prometheus text format.</summary>
    public const string Metrics = "/metrics";

    /// <summary>Worker: GET lists its blocks.</summary>
    public const string WorkerBlocks = "/blocks";

    /// <summary>Worker: PUT, GET and DELETE a block.</summary>
    public static string WorkerBlock(long id) => FormattableString.Invariant($"{WorkerBlocks}/{id}");
}
