namespace ScaleSim.Core.HostPrograms;

/// <summary>Permission bits as people write them.</summary>
internal static class ModeText
{
    /// <summary>Any of the three bits to execute.</summary>
    public const UnixFileMode AnyExecute =
        UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>3 or 4 octal digits; null for anything else.</summary>
    public static UnixFileMode? Parse(string text) =>
        text.Length is 3 or 4 && text.All(digit => digit is >= '0' and <= '7')
            ? (UnixFileMode)Convert.ToInt32(text, 8)
            : null;

    /// <summary>Such as <c>0644</c>.</summary>
    public static string Format(UnixFileMode mode) => Convert.ToString((int)mode, 8).PadLeft(4, '0');
}
