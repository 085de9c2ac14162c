namespace ScaleSim.Simulator.ClusterFiles;

/// <summary>A cluster file that can't be read as one; every reason at once.</summary>
internal sealed class ClusterFileException : Exception
{
    public ClusterFileException()
    {
    }

    public ClusterFileException(string message)
        : base(message)
    {
        Messages = [message];
    }

    public ClusterFileException(string message, Exception? innerException)
        : base(message, innerException)
    {
        Messages = [message];
    }

    public ClusterFileException(string file, IReadOnlyList<FileError> errors)
        : base(string.Join(Environment.NewLine, errors.Select(error => error.In(file))))
    {
        Errors = errors;
        Messages = [.. errors.Select(error => error.In(file))];
    }

    public IReadOnlyList<FileError> Errors { get; } = [];

    /// <value>One for each error, with the file's name, line and column.</value>
    public IReadOnlyList<string> Messages { get; } = [];
}
