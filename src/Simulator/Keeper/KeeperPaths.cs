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

    public string MasterLog => Path.Combine(Directory, "master.log");

    public string MasterData => Path.Combine(Directory, "master");

    /// <summary>The folder for a cluster's run: in XDG_RUNTIME_DIR, else in a folder of this user under /tmp.</summary>
    public static KeeperPaths For(string cluster, string run)
    {
        string? runtime = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR");
        string root = !string.IsNullOrEmpty(runtime) && System.IO.Directory.Exists(runtime)
            ? Path.Combine(runtime, "scalesim")
            : Path.Combine(
                Path.GetTempPath(),
                string.Create(CultureInfo.InvariantCulture, $"scalesim-{NativeMethods.EffectiveUserId()}"));
        return new KeeperPaths(Path.Combine(root, $"{cluster}-{run}"));
    }

    /// <summary>The folder that a keeper's socket lies in.</summary>
    public static KeeperPaths Of(string socket) => new(Path.GetDirectoryName(socket)!);

    public void Create()
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(Directory)!, OwnerOnly);
        System.IO.Directory.CreateDirectory(Directory, OwnerOnly);
        System.IO.Directory.CreateDirectory(MasterData, OwnerOnly);
    }

    public bool Exists => System.IO.Directory.Exists(Directory);

    /// <summary>Deletes the folder, and the one above when it was the last in it. Two may do so at once.</summary>
    public void Remove()
    {
        try
        {
            System.IO.Directory.Delete(Directory, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
        }

        try
        {
            System.IO.Directory.Delete(Path.GetDirectoryName(Directory)!);
        }
        catch (IOException)
        {
            // Another cluster's folder is in it, or it is gone.
        }
    }
}
