namespace ScaleSim.Simulator.Doctor.Host;

/// <summary>The disks of this machine.</summary>
internal static class HostDisk
{
    /// <summary>
    /// Free bytes where a path is or, while it does not exist, would be; null where it can't be told.
    /// </summary>
    public static long? FreeBytes(string path)
    {
        string? existing = path;
        while (existing is not null && !Path.Exists(existing))
        {
            existing = Path.GetDirectoryName(existing);
        }

        try
        {
            return existing is null ? null : new DriveInfo(existing).AvailableFreeSpace;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
