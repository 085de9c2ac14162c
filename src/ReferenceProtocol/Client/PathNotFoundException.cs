using ScaleSim.ReferenceProtocol.Errors;

namespace ScaleSim.ReferenceProtocol.Client;

/// <summary>No file or directory has this path.</summary>
/// <param name="path">The path.</param>
/// <param name="message">What happened, why, and what to do next.</param>
public sealed class PathNotFoundException(string path, string message)
    : ReferenceException(ErrorCodes.PathNotFound, message)
{
    /// <summary>The path.</summary>
    public string Path => path;
}
