namespace ScaleSim.Simulator.Doctor;

/// <summary>What containers cost the machine beside memory, each with its source.</summary>
internal static class DoctorCosts
{
    /// <value>Threads of a containerd-shim and of what it carries (moby#38814: 10.5 a container).</value>
    public const double ThreadsPerShim = 10.5;

    /// <value>Threads of a reference worker, a NativeAOT web server: 10 while idle (measured), more at work.</value>
    public const int ThreadsPerWorker = 16;

    /// <value>Open files per container on the whole system, shim, daemons and program together (moby#38814).</value>
    public const int OpenFilesPerContainer = 38;

    /// <value>Open files of dockerd per container (moby#38814).</value>
    public const int DockerdFilesPerContainer = 6;

    /// <value>Open files of containerd per container (moby#38814).</value>
    public const int ContainerdFilesPerContainer = 4;

    /// <value>Open files that ScaleSim, its keeper or the master want whatever the number of workers.</value>
    public const int OwnFiles = 512;

    /// <value>
    /// Bytes that a container's session keyring takes of its user's quota: its name, <c>_ses.</c> with a container id
    /// of 64 characters, and a zero byte. 20000 bytes, the default, are full at 285: what users reported (runc#726).
    /// </value>
    public const int KeyringBytes = 70;

    /// <value>Memory of one docker-proxy process, in bytes: one per published port and family (moby#11185).</value>
    public const long ProxyBytes = 3_900_000;

    /// <value>Most that a container leaves on disk, in bytes: its log, 2 × 1 MiB, and its settings.</value>
    public const long DiskBytesPerContainer = (2L << 20) + (128L << 10);

    /// <value>Disk for the images that a cluster needs, in bytes.</value>
    public const long DiskBytesForImages = 128L << 20;

    /// <value>Connections that the host tracks per worker beside one per port: the master's and a check's.</value>
    public const int ConnectionsPerWorker = 4;

    /// <value>Workers per core that were measured to come up and work: 1000 on 2.</value>
    public const int WorkersPerCoreMeasured = 500;
}
