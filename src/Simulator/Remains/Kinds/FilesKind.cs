using ScaleSim.Core.Hosts;

namespace ScaleSim.Simulator.Remains.Kinds;

/// <summary>The keeper's folder: its socket and log, the master's log and data.</summary>
internal sealed class FilesKind(IHostFiles files) : IRemainsKind
{
    public string Name => "files";

    public Task<KindLook> LookAsync(ClusterMarks marks, CancellationToken cancellationToken) =>
        Task.FromResult(KindLook.Of(Find(marks)));

    private IEnumerable<Remain> Find(ClusterMarks marks)
    {
        // By the list of the folder above, which also has an empty folder.
        if (marks.Folder is { } folder
            && files.List(Path.GetDirectoryName(folder)!).Contains(Path.GetFileName(folder)))
        {
            yield return new Remain($"folder {folder}", $"rm -r {folder}");
        }
    }
}
