namespace ScaleSim.Core.Specs.Workers;

/// <summary>Permission bits as people write them: <c>0644</c>, <c>1777</c>.</summary>
public static class OctalMode
{
    public static bool IsValid(string mode) =>
        mode.Length is 3 or 4 && mode.All(digit => digit is >= '0' and <= '7');

    /// <summary>Reads what <see cref="IsValid"/> holds for a mode.</summary>
    public static UnixFileMode Parse(string mode) => (UnixFileMode)Convert.ToInt32(mode, 8);
}
