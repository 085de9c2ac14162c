using ScaleSim.ReferenceProtocol.Errors;

namespace ScaleSim.WorkerImage.Masters;

/// <summary>The master answered, and said no.</summary>
/// <param name="error">What it said.</param>
internal sealed class MasterRefusedException(ErrorResponse error) : Exception(error.Message)
{
    /// <summary>What the master said.</summary>
    public ErrorResponse Error => error;
}
