namespace ScaleSim.Docker.Archives;

/// <summary>Why an archive is no image archive: the middle of a message, without its end.</summary>
internal sealed class ArchiveException : Exception
{
    public ArchiveException(string why, Exception? innerException = null)
        : base(why, innerException)
    {
    }
}
