namespace ScaleSim.Simulator.ClusterFiles;

/// <summary>Reads files that may be anything: a disk's image, a pipe without an end.</summary>
internal static class BoundedFile
{
    /// <summary>All of a file; null where it is larger, which is found out without reading it all.</summary>
    /// <param name="bytesMax">The largest size.</param>
    /// <exception cref="IOException">It is not there, a directory, or can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not read it.</exception>
    public static byte[]? Read(string path, int bytesMax)
    {
        if (Directory.Exists(path))
        {
            throw new IOException("it is a directory");
        }

        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (stream.CanSeek && stream.Length > bytesMax)
        {
            return null;
        }

        byte[] bytes = new byte[bytesMax + 1];
        int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return read > bytesMax ? null : bytes[..read];
    }
}
