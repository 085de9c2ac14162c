namespace ScaleSim.Core.Planning;

/// <summary>A spec that can't become a plan; every reason at once.</summary>
public sealed class PlanException : Exception
{
    public PlanException()
    {
    }

    public PlanException(string message)
        : base(message)
    {
    }

    public PlanException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public PlanException(IReadOnlyList<PlanError> errors)
        : base(string.Join(Environment.NewLine, errors.Select(error => error.Message)))
    {
        Errors = errors;
    }

    public IReadOnlyList<PlanError> Errors { get; } = [];
}
