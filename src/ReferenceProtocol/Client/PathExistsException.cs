using ScaleSim.ReferenceProtocol.Errors;

namespace ScaleSim.ReferenceProtocol.Client;

/// <summary>Something already has this path.</summary>
/// <param name="path">The path.</param>
/// <param name="message">What happened, why, and what to do next.</param>
public sealed class PathExistsException(string path, string message)
    : ReferenceException(ErrorCodes.PathExists, message)
{
    /// <summary>The path.</summary>
    public string Path => path;
}
