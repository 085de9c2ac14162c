using System.Globalization;

namespace ScaleSim.Simulator.Keeper;

/// <summary>A user of this machine that a master runs as.</summary>
/// <param name="Home">Its home folder.</param>
internal sealed record MasterUser(string Name, uint UserId, uint GroupId, string Home)
{
    private const string Passwd = "/etc/passwd";

    /// <summary>What the program is told of its user.</summary>
    public IEnumerable<KeyValuePair<string, string>> Environment =>
    [
        KeyValuePair.Create("USER", Name), KeyValuePair.Create("LOGNAME", Name), KeyValuePair.Create("HOME", Home),
    ];

    /// <summary>The options of setpriv(1) that become the user.</summary>
    public IEnumerable<string> Options =>
    [
        "--reuid", Text(UserId), "--regid", Text(GroupId), "--init-groups",
    ];

    /// <returns>Null for the calling user, who needs nothing.</returns>
    /// <exception cref="CommandException">There is no such user, or the calling one may not become it.</exception>
    public static MasterUser? Find(string? name)
    {
        if (name is null || name == System.Environment.UserName)
        {
            return null;
        }

        MasterUser? user = File.ReadLines(Passwd).Select(TryParse).FirstOrDefault(each => each?.Name == name);
        if (user is null)
        {
            throw new CommandException(
                ExitCode.NotHere,
                $"The master is to run as user '{name}', and this machine has none of that name in {Passwd}. Create "
                + "the user, or name another in 'master.user'.");
        }

        return NativeMethods.EffectiveUserId() == 0
            ? user
            : throw new CommandException(
                ExitCode.NotHere,
                $"The master is to run as user '{name}', and only root may become another user; this is "
                + $"{System.Environment.UserName}. Run the command as root or as {name}, or leave 'master.user' away.");
    }

    /// <summary><c>backup:x:34:34:backup:/var/backups:/usr/sbin/nologin</c></summary>
    private static MasterUser? TryParse(string line)
    {
        string[] fields = line.Split(':');
        return fields.Length >= 6
            && uint.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out uint user)
            && uint.TryParse(fields[3], NumberStyles.None, CultureInfo.InvariantCulture, out uint group)
                ? new MasterUser(fields[0], user, group, fields[5])
                : null;
    }

    private static string Text(uint id) => id.ToString(CultureInfo.InvariantCulture);
}
