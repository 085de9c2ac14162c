using System.Formats.Tar;

namespace ScaleSim.Docker.Images;

/// <summary>Makes tar entries that hold nothing of the machine and the moment that made them.</summary>
internal static class TarEntries
{
    /// <summary>
    /// GNU entries take paths of any length, and carry no times that .NET fills in by itself, as PAX ones do.
    /// </summary>
    public static TarEntry Create(
        TarEntryType type, string path, UnixFileMode mode, int uid = 0, int gid = 0) => new GnuTarEntry(type, path)
    {
        Mode = mode,
        Uid = uid,
        Gid = gid,

        // Names of other numbers are this machine's own, and nobody reads them where there is a number.
        UserName = uid == 0 ? "root" : "",
        GroupName = gid == 0 ? "root" : "",
        ModificationTime = DateTimeOffset.UnixEpoch,
        AccessTime = DateTimeOffset.UnixEpoch,
        ChangeTime = DateTimeOffset.UnixEpoch,
    };
}
