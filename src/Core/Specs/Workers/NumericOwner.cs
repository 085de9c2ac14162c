using System.Globalization;

namespace ScaleSim.Core.Specs.Workers;

/// <summary>
/// An owner as numbers, <c>uid</c> or <c>uid:gid</c>: what a tmpfs and a tar archive can carry whatever the image's
/// <c>/etc/passwd</c> says.
/// </summary>
public static class NumericOwner
{
    /// <summary>Without a group, the group of the user's number; null is root.</summary>
    /// <exception cref="FormatException">It is neither; a validator has let it pass.</exception>
    public static (int User, int Group) Parse(string? owner) => owner is null
        ? (0, 0)
        : TryParse(owner, out int user, out int group)
            ? (user, group)
            : throw new FormatException($"Owner '{owner}' is not numeric. Write it like 1000 or 1000:1000.");

    public static bool TryParse(string owner, out int user, out int group)
    {
        string[] parts = owner.Split(':');
        group = 0;
        if (!IsNumber(parts[0], out user) || parts.Length > 2)
        {
            return false;
        }

        group = user;
        return parts.Length == 1 || IsNumber(parts[1], out group);
    }

    private static bool IsNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
