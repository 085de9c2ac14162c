namespace ScaleSim.Core.HostPrograms.Files;

/// <summary>The file system of this machine. All paths are absolute.</summary>
internal interface IHostTree
{
    /// <summary>What is at a path, without following it where it is a symbolic link; null where nothing is.</summary>
    /// <exception cref="UnauthorizedAccessException">A directory above may not be searched.</exception>
    /// <exception cref="IOException">The path is too long, or the disk fails.</exception>
    PathStatus? Find(string path);

    /// <summary>The names in a directory, sorted by their code units.</summary>
    /// <exception cref="UnauthorizedAccessException">The directory may not be read.</exception>
    /// <exception cref="IOException">It is gone, or the disk fails.</exception>
    IReadOnlyList<string> List(string directory);

    /// <summary>Opens a file to read; the stream can seek.</summary>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="IOException">It is gone, or the disk fails.</exception>
    Stream Open(string path);
}
