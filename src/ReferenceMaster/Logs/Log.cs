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

    [LoggerMessage(6, LogLevel.Warning, "{Name} at {Address} of run {OtherRun} was refused: this is the master of run {Run}.")]
    public static partial void OtherRun(ILogger logger, string name, string address, string otherRun, string run);

    [LoggerMessage(7, LogLevel.Error, "The request {Method} {Path} failed.")]
    public static partial void RequestFailed(ILogger logger, string method, string path, Exception exception);
}
