using System.Globalization;

namespace ScaleSim.Simulator.Keeper;

/// <summary>
/// The one folder of a cluster's files on the host: the keeper's socket and log, the master's log and data.
/// </summary>
/// <param name="Directory">Mode 0700, removed with the cluster.</param>
internal sealed record KeeperPaths(string Directory)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public string Socket => Path.Combine(Directory, "keeper.sock");

    public string Log => Path.Combine(Directory, "keeper.log");

    /// <value>Which process the keeper is: a <see cref="ProcessMark"/>.</value>
    public string Keeper => Path.Combine(Directory, "keeper.pid");

    /// <value>
    /// There while the cluster depends on a command: the <see cref="ProcessMark"/> of that. Where both processes are
    /// gone, the cluster is to go.
    /// </value>
    public string Holder => Path.Combine(Directory, "holder.pid");

    public string MasterLog => Path.Combine(Directory, "master.log");

    public string MasterData => Path.Combine(Directory, "master");

    /// <value>
    /// Where this user's folders are: in XDG_RUNTIME_DIR where there is one, which a job of the system's may lack, and
    /// in a folder under the temporary one.
    /// </value>
    public static IReadOnlyList<string> Roots
    {
        get
        {
            string? runtime = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR");
            string temporary = Path.Combine(
                Path.GetTempPath(),
                string.Create(CultureInfo.InvariantCulture, $"scalesim-{NativeMethods.EffectiveUserId()}"));
            return !string.IsNullOrEmpty(runtime) && System.IO.Directory.Exists(runtime)
                ? [Path.Combine(runtime, "scalesim"), temporary]
                : [temporary];
        }
    }

    /// <summary>The folder for a cluster's run.</summary>
    public static KeeperPaths For(string cluster, string run) => new(Path.Combine(Roots[0], $"{cluster}-{run}"));

    /// <summary>The folder that a keeper's socket lies in.</summary>
    public static KeeperPaths Of(string socket) => new(Path.GetDirectoryName(socket)!);

    public void Create()
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(Directory)!, OwnerOnly);
        System.IO.Directory.CreateDirectory(Directory, OwnerOnly);
        System.IO.Directory.CreateDirectory(MasterData, OwnerOnly);
    }

    public bool Exists => System.IO.Directory.Exists(Directory);

    /// <summary>Says, or with null says no longer, on which command the cluster depends.</summary>
    public void WriteHolder(ProcessMark? holder)
    {
        if (holder is null)
        {
            File.Delete(Holder);
        }
        else
        {
            WriteMark(Holder, holder);
        }
    }

    /// <summary>Writes a mark that is there as a whole or not at all, whenever its writer is killed.</summary>
    public static void WriteMark(string path, ProcessMark mark)
    {
        string next = $"{path}.next";
        File.WriteAllText(next, mark.ToString());
        File.Move(next, path, overwrite: true);
    }

    /// <returns>Null where there is none, or it can't be read.</returns>
    public static ProcessMark? ReadMark(string path)
    {
        try
        {
            return ProcessMark.TryParse(File.ReadAllText(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>
    /// Deletes the folder, and the one above when it was the last in it. Two may do so at once; what can't be deleted
    /// stays, and is found by whoever looks for what is left.
    /// </summary>
    public void Remove()
    {
        TryDelete(Directory, recursive: true);
        // Another cluster's folder may be in it.
        TryDelete(Path.GetDirectoryName(Directory)!, recursive: false);
    }

    private static void TryDelete(string path, bool recursive)
    {
        try
        {
            System.IO.Directory.Delete(path, recursive);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }
}
