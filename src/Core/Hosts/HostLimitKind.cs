namespace ScaleSim.Core.Hosts;

/// <summary>What a limit of the machine is counted in.</summary>
public enum HostLimitKind
{
    /// <summary>Threads and processes of the whole machine; named by its kernel setting.</summary>
    Threads,

    /// <summary>Threads in a daemon's control group, where shims are; named by the group's file.</summary>
    DaemonThreads,

    /// <summary>Open files of the whole machine; named by its kernel setting.</summary>
    OpenFiles,

    /// <summary>Open files of one daemon; named by it.</summary>
    DaemonFiles,

    /// <summary>Open files of ScaleSim itself, and so of the master that it starts.</summary>
    OwnFiles,

    /// <summary>Keyrings of the user whom containers belong to; named by the kernel setting.</summary>
    Keyrings,

    /// <summary>Bytes of keyrings of that user; named by the kernel setting.</summary>
    KeyringBytes,

    /// <summary>Inotify instances of a user, where containers need them; named by the kernel setting.</summary>
    InotifyInstances,

    /// <summary>Connections that the kernel tracks; named by its setting.</summary>
    Connections,

    /// <summary>Bytes on the disk of the engine; named by its folder.</summary>
    DiskBytes,
}
