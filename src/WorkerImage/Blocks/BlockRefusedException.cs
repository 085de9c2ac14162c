namespace ScaleSim.WorkerImage.Blocks;

/// <summary>The store does not take, or does not have, a block, for a reason that a client can act on.</summary>
/// <param name="code">The reason, one of <see cref="ReferenceProtocol.Errors.ErrorCodes"/>.</param>
/// <param name="message">What happened, why, what to do next.</param>
internal sealed class BlockRefusedException(string code, string message) : Exception(message)
{
    /// <summary>The reason, one of <see cref="ReferenceProtocol.Errors.ErrorCodes"/>.</summary>
    public string Code => code;
}
