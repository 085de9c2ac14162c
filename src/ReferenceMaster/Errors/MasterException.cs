using ScaleSim.ReferenceProtocol.Errors;

namespace ScaleSim.ReferenceMaster.Errors;

/// <summary>A request that can't be granted, with the answer that says so.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="error">The answer's body.</param>
internal sealed class MasterException(int status, ErrorResponse error) : Exception(error.Message)
{
    public MasterException(int status, string code, string message)
        : this(status, new ErrorResponse { Code = code, Message = message })
    {
    }

    /// <summary>The HTTP status.</summary>
    public int Status => status;

    /// <summary>The answer's body.</summary>
    public ErrorResponse Error => error;
}
