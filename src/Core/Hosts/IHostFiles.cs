namespace ScaleSim.Core.Hosts;

/// <summary>The files of this machine that facts are read from: /proc, /sys and the engine's settings.</summary>
public interface IHostFiles
{
    /// <summary>The whole text of a file; null where it does not exist or may not be read.</summary>
    string? Read(string path);

    /// <summary>The names, without the path, of what a directory holds; empty where it can't be listed.</summary>
    IReadOnlyList<string> List(string directory);

    /// <summary>
    /// Free bytes where a path is or, while it does not exist, would be; null where it can't be told.
    /// </summary>
    long? FreeBytes(string path);
}
