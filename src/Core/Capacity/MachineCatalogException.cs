namespace ScaleSim.Core.Capacity;

/// <summary>A catalogue of machine types that can't be read; everything wrong in it at once.</summary>
public sealed class MachineCatalogException : Exception
{
    public MachineCatalogException()
    {
    }

    public MachineCatalogException(string message)
        : base(message)
    {
    }

    public MachineCatalogException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <param name="source">The file's name.</param>
    public MachineCatalogException(string source, IReadOnlyList<MachineCatalogError> errors)
        : base(string.Join(Environment.NewLine, errors.Select(error => $"{source}, {error}")))
    {
        Errors = errors;
    }

    public IReadOnlyList<MachineCatalogError> Errors { get; } = [];
}
