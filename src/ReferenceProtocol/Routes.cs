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

    /// <summary>Master and worker: GET tells whether it works.</summary>
    public const string Health = "/health";

    /// <summary>Master and worker: GET gives figures in the Prometheus text format.</summary>
    public const string Metrics = "/metrics";

    /// <summary>Worker: GET lists its blocks.</summary>
    public const string WorkerBlocks = "/blocks";

    /// <summary>Worker: PUT, GET and DELETE a block.</summary>
    public static string WorkerBlock(long id) => FormattableString.Invariant($"{WorkerBlocks}/{id}");
}
