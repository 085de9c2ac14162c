using Microsoft.Extensions.Logging;

namespace ScaleSim.ReferenceMaster.Logs;

/// <summary>Everything that the master says.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "The master of run {Run} listens on {Addresses}.")]
    public static partial void Listening(ILogger logger, string run, string addresses);

    [LoggerMessage(2, LogLevel.Information, "Stopped.")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(3, LogLevel.Debug, "{Name} at {Address} registered as session {Session} with {Blocks} blocks.")]
    public static partial void Registered(ILogger logger, string name, string address, string session, int blocks);

    [LoggerMessage(4, LogLevel.Warning, "{Name} at {Address} is lost: nothing was heard of it for {SilenceMs} ms.")]
    public static partial void WorkerLost(ILogger logger, string name, string address, long silenceMs);

    [LoggerMessage(5, LogLevel.Information, "{Name} at {Address} is back with {Blocks} blocks.")]
    public static partial void WorkerBack(ILogger logger, string name, string address, int blocks);

    [LoggerMessage(6, LogLevel.Warning,
        "{Name} at {Address} of run {OtherRun} was refused: this is the master of run {Run}.")]
    public static partial void OtherRun(ILogger logger, string name, string address, string otherRun, string run);

    [LoggerMessage(7, LogLevel.Error, "The request {Method} {Path} failed.")]
    public static partial void RequestFailed(ILogger logger, string method, string path, Exception exception);

    [LoggerMessage(8, LogLevel.Warning, "Block {BlockId} could not be copied to {Name}: {Reason}")]
    public static partial void ReplicationFailed(ILogger logger, long blockId, string name, string reason);

    [LoggerMessage(9, LogLevel.Error,
        "{Name} has a block {BlockId} with checksum {Reported} where {Expected} was written; "
        + "it is told to delete it.")]
    public static partial void OtherBlock(ILogger logger, long blockId, string name, string reported, string expected);

    [LoggerMessage(10, LogLevel.Information,
        "The journal {Path} was replayed: {Files} files, {Directories} directories, {Blocks} blocks.")]
    public static partial void Replayed(ILogger logger, string path, int files, int directories, int blocks);

    [LoggerMessage(11, LogLevel.Warning,
        "The journal {Path} ended in {Bytes} bytes of a record that was never finished; they were cut off.")]
    public static partial void TornEnd(ILogger logger, string path, long bytes);

    [LoggerMessage(12, LogLevel.Information,
        "There is no journal: files and directories end with this process. Name one with --journal.")]
    public static partial void NoJournal(ILogger logger);

}
