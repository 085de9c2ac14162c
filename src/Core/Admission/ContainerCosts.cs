namespace ScaleSim.Core.Admission;

/// <summary>What containers cost the machine beside memory, each with its source.</summary>
public static class ContainerCosts
{
    /// <value>Threads of a containerd-shim: 10 to 12, whether it has one container or a node's (measured).</value>
    public const double ThreadsPerShim = 11.5;

    /// <value>
    /// Threads of an idle reference worker, a NativeAOT web server: 9 or 10 (measured). What must be there for idle
    /// workers is refused by; at work they have more, and other programs may: <c>scalesim capacity</c> counts them.
    /// </value>
    public const int ThreadsPerWorker = 10;

    /// <value>
    /// Open files per container on the whole system, shim, daemons and program together (moby#38814; measured with a
    /// reference worker: 26 of its shim's and 12 of its own).
    /// </value>
    public const int OpenFilesPerContainer = 38;

    /// <value>Open files of dockerd per container (moby#38814).</value>
    public const int DockerdFilesPerContainer = 6;

    /// <value>Open files of containerd per container (moby#38814).</value>
    public const int ContainerdFilesPerContainer = 4;

    /// <value>
    /// Open files that ScaleSim, its keeper or the master want whatever the number of workers: 141 and 155 were seen.
    /// </value>
    public const int OwnFiles = 256;

    /// <value>
    /// Bytes that a container's session keyring takes of its user's quota: its name, <c>_ses.</c> with a container id
    /// of 64 characters, and a zero byte. 20000 bytes, the default, are full at 285: what users reported (runc#726).
    /// </value>
    public const int KeyringBytes = 70;

    /// <value>Memory of one docker-proxy process, in bytes: one per published port and family (moby#11185).</value>
    public const long ProxyBytes = 3_900_000;

    /// <value>What a container leaves on disk beside its log, in bytes: its settings and an empty layer.</value>
    public const long DiskBytesPerContainer = 128L << 10;

    /// <value>Disk for the images that a cluster needs, in bytes.</value>
    public const long DiskBytesForImages = 128L << 20;

    /// <value>Connections that the host tracks per worker beside one per port: the master's and a check's.</value>
    public const int ConnectionsPerWorker = 4;

    /// <value>Workers per core that were measured to come up and work: 1000 on 2.</value>
    public const int WorkersPerCoreMeasured = 500;
}
