namespace ScaleSim.Core.HostPrograms.Files;

/// <summary>Why a file could not be had, for messages.</summary>
internal static class FileErrors
{
    /// <summary>Whether a file system said so, and no mistake of ours did.</summary>
    public static bool Are(Exception exception) => exception is IOException or UnauthorizedAccessException;

    /// <summary>As the end of a clause: without the full stop that .NET's own messages have.</summary>
    public static string Reason(Exception exception) => exception.Message.TrimEnd('.');
}
