using ScaleSim.Core.Planning;

namespace ScaleSim.Core.HostPrograms;

/// <summary>An image can't be made of these files of this machine; every reason at once (exit code 2).</summary>
public sealed class HostProgramException : Exception
{
    private const int ShownMax = 50;

    public HostProgramException()
    {
    }

    public HostProgramException(string message)
        : base(message)
    {
    }

    public HostProgramException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public HostProgramException(IReadOnlyList<PlanError> errors)
        : base(Join(errors))
    {
        Errors = errors;
    }

    public IReadOnlyList<PlanError> Errors { get; } = [];

    /// <summary>A tree of files that nobody may read would make a message for each.</summary>
    private static string Join(IReadOnlyList<PlanError> errors)
    {
        IEnumerable<string> shown = errors.Take(ShownMax).Select(error => error.Message);
        IEnumerable<string> rest = errors.Count > ShownMax ? [$"... and {errors.Count - ShownMax} more."] : [];
        return string.Join(Environment.NewLine, shown.Concat(rest));
    }
}
