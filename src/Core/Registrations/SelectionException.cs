namespace ScaleSim.Core.Registrations;

/// <summary>An answer is not what the spec says. The message goes on after the name of who answered.</summary>
internal sealed class SelectionException : Exception
{
    public SelectionException()
    {
    }

    public SelectionException(string message)
        : base(message)
    {
    }

    public SelectionException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
