namespace ScaleSim.Simulator.ClusterFiles.Yaml;

/// <summary>Ends the reading of a document that goes on too long to be read.</summary>
internal sealed class YamlBoundException : Exception
{
    public YamlBoundException()
        : this(FilePosition.Start, "", "", "")
    {
    }

    public YamlBoundException(string message)
        : this(FilePosition.Start, message, "", "")
    {
    }

    public YamlBoundException(string message, Exception? innerException)
        : base(message, innerException) => (What, Why, Next) = (message, "", "");

    public YamlBoundException(FilePosition position, string what, string why, string next)
        : base(what) => (Position, What, Why, Next) = (position, what, why, next);

    public FilePosition Position { get; }

    public string What { get; }

    public string Why { get; }

    public string Next { get; }
}
