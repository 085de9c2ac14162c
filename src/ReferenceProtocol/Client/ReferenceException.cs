using ScaleSim.ReferenceProtocol.Errors;

namespace ScaleSim.ReferenceProtocol.Client;

/// <summary>The reference system refused a request. What callers tell apart has a type of its own.</summary>
public class ReferenceException : Exception
{
    /// <summary>A refusal with the code of the answer.</summary>
    /// <param name="code">One of <see cref="ErrorCodes"/>.</param>
    /// <param name="message">What happened, why, and what to do next.</param>
    /// <param name="cause">What it comes from.</param>
    public ReferenceException(string code, string message, Exception? cause = null)
        : base(message, cause) => Code = code;

    /// <summary>The kind of the refusal, one of <see cref="ErrorCodes"/>.</summary>
    public string Code { get; }

    /// <summary>The exception for an answer.</summary>
    internal static ReferenceException Of(ErrorResponse error) => error.Code switch
    {
        ErrorCodes.PathNotFound => new PathNotFoundException(error.Path ?? "", error.Message),
        ErrorCodes.PathExists => new PathExistsException(error.Path ?? "", error.Message),
        ErrorCodes.NoSpace => new NoSpaceException(error.Message),
        _ => new ReferenceException(error.Code, error.Message),
    };
}
