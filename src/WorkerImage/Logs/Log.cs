using Microsoft.Extensions.Logging;

namespace ScaleSim.WorkerImage.Logs;

/// <summary>Everything that a worker says. It speaks when something changes, never at every heartbeat: a thousand of
/// them share one log driver.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information,
        "{Name} of run {Run} serves blocks on port {DataPort} and /health on port {WebPort}, "
        + "with {Blocks} blocks on {Ramdisk}.")]
    public static partial void Started(
        ILogger logger,
        string name,
        string run,
        int dataPort,
        int webPort,
        int blocks,
        string ramdisk);

    [LoggerMessage(2, LogLevel.Information,
        "Registered with {Master} as session {Session}, {Blocks} blocks; a heartbeat is due every {IntervalMs} ms.")]
    public static partial void Registered(ILogger logger, string master, string session, int blocks, int intervalMs);

    [LoggerMessage(3, LogLevel.Warning,
        "The master {Master} does not answer: {Reason}. The worker tries again until it does.")]
    public static partial void MasterUnreachable(ILogger logger, string master, string reason);

    [LoggerMessage(4, LogLevel.Information, "The master {Master} answers again.")]
    public static partial void MasterBack(ILogger logger, string master);

    [LoggerMessage(5, LogLevel.Warning,
        "The master {Master} refuses this worker: {Reason}. It tries again in {DelayMs} ms.")]
    public static partial void Refused(ILogger logger, string master, string reason, int delayMs);

    [LoggerMessage(6, LogLevel.Information, "The master asks to register again.")]
    public static partial void RegisterAgain(ILogger logger);

    [LoggerMessage(7, LogLevel.Warning, "Block {BlockId} could not be copied from {Source}: {Reason}")]
    public static partial void ReplicationFailed(ILogger logger, long blockId, string source, string reason);

    [LoggerMessage(8, LogLevel.Error, "{Message}")]
    public static partial void BlockDamaged(ILogger logger, string message);

    [LoggerMessage(9, LogLevel.Error,
        "The request {Method} {Path} failed: {Reason} ({Silenced} failures before it were not logged)")]
    public static partial void RequestFailed(ILogger logger, string method, string path, string reason, int silenced);

    [LoggerMessage(10, LogLevel.Information, "Stopped by a signal.")]
    public static partial void Stopped(ILogger logger);
}
