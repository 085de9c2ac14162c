namespace ScaleSim.Core.Hosts;

/// <summary>Something of which the machine has so much and no more.</summary>
/// <param name="Name">
/// A kernel setting such as <c>kernel.pid_max</c>, a file, a folder or a daemon, as the kind has it.
/// </param>
/// <param name="Max">All of it, for everybody.</param>
/// <param name="Used">What is taken already; 0 where that can't be read.</param>
public sealed record HostLimit(HostLimitKind Kind, string Name, long Max, long Used)
{
    public long Room => Math.Max(0, Max - Used);

    /// <value>Whether <see cref="Name"/> is a setting of the kernel that raises it.</value>
    public bool IsSetting => Kind is HostLimitKind.Threads or HostLimitKind.OpenFiles or HostLimitKind.Keyrings
        or HostLimitKind.KeyringBytes or HostLimitKind.InotifyInstances or HostLimitKind.Connections;
}
