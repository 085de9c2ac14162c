using ScaleSim.ReferenceProtocol.Errors;

namespace ScaleSim.ReferenceProtocol.Client;

/// <summary>The master does not answer, or can't do this now.</summary>
/// <param name="message">What happened, why, and what to do next.</param>
/// <param name="cause">What it comes from.</param>
public sealed class MasterUnavailableException(string message, Exception? cause = null)
    : ReferenceException(ErrorCodes.Unavailable, message, cause);
