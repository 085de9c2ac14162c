namespace ScaleSim.Core.HostPrograms;

/// <summary>What an entry of the list says about its files beside their names.</summary>
/// <param name="Mode">Of the listed file or directory itself; null keeps it.</param>
internal sealed record EntryAttributes(UnixFileMode? Mode, int Uid, int Gid)
{
    /// <summary>As they are, owned by root.</summary>
    public static EntryAttributes None { get; } = new(null, 0, 0);

    /// <summary>For what lies below the listed directory.</summary>
    public EntryAttributes Below => this with { Mode = null };
}
