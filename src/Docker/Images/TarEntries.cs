using System.Formats.Tar;

namespace ScaleSim.Docker.Images;

/// <summary>Makes tar entries that hold nothing of the machine and the moment that made them.</summary>
internal static class TarEntries
{
    /// <summary>
    /// GNU entries take paths of any length, and carry no times that .NET fills in by itself, as PAX ones do.
    /// </summary>
    public static TarEntry Create(TarEntryType type, string path, UnixFileMode mode) => new GnuTarEntry(type, path)
    {
        Mode = mode,
        Uid = 0,
        Gid = 0,
        UserName = "root",
        GroupName = "root",
        ModificationTime = DateTimeOffset.UnixEpoch,
        AccessTime = DateTimeOffset.UnixEpoch,
        ChangeTime = DateTimeOffset.UnixEpoch,
    };
}
