using ScaleSim.Core.Reports.Inventories;

namespace ScaleSim.Core.Reports;

/// <summary>The directory that a run's report is written to, held for one run at a time until disposed.</summary>
public sealed class OutputDirectory : IDisposable
{
    /// <value>The folder of the logs of what failed.</value>
    public const string LogsName = "logs";

    /// <value>The mode of a file that nobody else may read.</value>
    public const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const string LockName = ".lock";
    private const UnixFileMode OwnersFolder = OwnersFile | UnixFileMode.UserExecute;

    private readonly FileStream _lock;

    private OutputDirectory(string path, bool isPrivate, FileStream held)
    {
        Path = path;
        FileMode = isPrivate ? OwnersFile : null;
        _lock = held;
    }

    /// <value>Absolute.</value>
    public string Path { get; }

    /// <value>
    /// What the files may be read by that hold what workers, the master and tests say; null for the usual. The others
    /// hold no secrets.
    /// </value>
    public UnixFileMode? FileMode { get; }

    /// <summary>
    /// Creates the directory where it is missing, makes sure that it can be written, and removes the report of an
    /// earlier run from it; other files stay.
    /// </summary>
    /// <param name="isPrivate">
    /// Whether logs and inventory are for this user alone: the spec has secrets, which programs print.
    /// </param>
    /// <exception cref="OutputException">It can't be created or written, or another run writes there.</exception>
    public static OutputDirectory Open(string path, bool isPrivate = false)
    {
        string full = System.IO.Path.GetFullPath(path);
        FileStream held;
        try
        {
            Directory.CreateDirectory(full);
            held = Hold(full);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new OutputException(
                $"The output directory {full} can't be written: {failure.Message.TrimEnd('.')}. "
                + "Choose another with --output DIR, or change its permissions.",
                failure);
        }

        var output = new OutputDirectory(full, isPrivate, held);
        try
        {
            output.RemoveEarlierReport();
            return output;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            output.Dispose();
            throw new OutputException(
                $"The earlier report in {full} can't be replaced: {failure.Message.TrimEnd('.')}. "
                + "Choose another directory with --output DIR, or remove what is in this one.",
                failure);
        }
    }

    /// <summary>The path of a file directly in the directory.</summary>
    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>The path of a log, whose folder is created.</summary>
    public string PathOfLog(string name)
    {
        string folder = PathOf(LogsName);
        Directory.CreateDirectory(folder);
        if (FileMode is not null && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, OwnersFolder);
        }

        return System.IO.Path.Combine(folder, $"{name}.log");
    }

    public void Dispose() => _lock.Dispose();

    /// <summary>
    /// An exclusive file takes the kernel's lock on Linux, which goes with the process however it ends.
    /// </summary>
    private static FileStream Hold(string directory)
    {
        string path = System.IO.Path.Combine(directory, LockName);
        try
        {
            return new FileStream(
                path,
                System.IO.FileMode.OpenOrCreate,
                FileAccess.Write,
                FileShare.None,
                bufferSize: 1,
                FileOptions.DeleteOnClose);
        }
        catch (IOException failure) when (File.Exists(path))
        {
            throw new OutputException(
                $"The output directory {directory} is in use: another run holds {LockName} in it. "
                + "Choose another with --output DIR, or wait for that run to end.",
                failure);
        }
    }

    private void RemoveEarlierReport()
    {
        foreach (string name in (string[])[.. ReportFiles.All, ReportFiles.TestLog, InventoryWriter.FileName])
        {
            File.Delete(PathOf(name));
        }

        if (Directory.Exists(PathOf(LogsName)))
        {
            foreach (string log in Directory.EnumerateFiles(PathOf(LogsName), "*.log"))
            {
                File.Delete(log);
            }
        }
    }
}
