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

    /// <value>
    /// True when another machine could carry the plan (exit 4); one error that none could makes it false (exit 2).
    /// </value>
    public bool OnThisMachine => Errors.All(error => error.OnThisMachine);
}
