namespace ScaleSim.Core.Engines;

/// <summary>An image that the plan needs can't be had: exit code 4.</summary>
public sealed class ImageMissingException : EngineException
{
    public ImageMissingException()
    {
    }

    public ImageMissingException(string message)
        : base(message)
    {
    }

    public ImageMissingException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
