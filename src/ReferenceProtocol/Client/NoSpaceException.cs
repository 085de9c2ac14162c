using ScaleSim.ReferenceProtocol.Errors;

namespace ScaleSim.ReferenceProtocol.Client;

/// <summary>No worker has room for a block.</summary>
/// <param name="message">What happened, why, and what to do next.</param>
public sealed class NoSpaceException(string message) : ReferenceException(ErrorCodes.NoSpace, message);
