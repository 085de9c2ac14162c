using System.Globalization;

namespace ScaleSim.Simulator.HostNames;

/// <summary>
/// The lock under which a hosts file is changed: on its folder, since the file itself is another one after each
/// change, and a lock file beside it would stay behind.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(10);

    private readonly int _folder;

    private FolderLock(int folder) => _folder = folder;

    /// <summary>Sees that the lock can be taken, now or once somebody else has let it go.</summary>
    /// <exception cref="IOException">The folder can't be opened or locked.</exception>
    public static void Check(string folder)
    {
        int descriptor = NativeFiles.OpenFolder(folder);
        try
        {
            _ = NativeFiles.TryLock(descriptor, folder);
        }
        finally
        {
            NativeFiles.CloseFolder(descriptor);
        }
    }

    /// <exception cref="IOException">The folder can't be opened or locked, or somebody keeps it locked.</exception>
    public static async Task<FolderLock> TakeAsync(
        string folder, TimeProvider time, CancellationToken cancellationToken)
    {
        int descriptor = NativeFiles.OpenFolder(folder);
        try
        {
            long started = time.GetTimestamp();
            while (!NativeFiles.TryLock(descriptor, folder))
            {
                if (time.GetElapsedTime(started) > Patience)
                {
                    throw new IOException(string.Create(
                        CultureInfo.InvariantCulture,
                        $"another process has kept {folder} locked for {Patience.TotalSeconds:0} s"));
                }

                await Task.Delay(Poll, time, cancellationToken);
            }

            return new FolderLock(descriptor);
        }
        catch
        {
            NativeFiles.CloseFolder(descriptor);
            throw;
        }
    }

    /// <summary>Waits until what was renamed in the folder is on the disk.</summary>
    public void Sync() => NativeFiles.SyncFolder(_folder);

    public void Dispose() => NativeFiles.CloseFolder(_folder);
}
