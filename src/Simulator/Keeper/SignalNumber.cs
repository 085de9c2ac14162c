using System.Globalization;

namespace ScaleSim.Simulator.Keeper;

/// <summary>Signals by their names, see signal(7); the numbers are those of x86 and arm.</summary>
internal static class SignalNumber
{
    public const int Terminate = 15;

    private static readonly Dictionary<string, int> Numbers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["HUP"] = 1,
        ["INT"] = 2,
        ["QUIT"] = 3,
        ["ABRT"] = 6,
        ["KILL"] = 9,
        ["USR1"] = 10,
        ["USR2"] = 12,
        ["PIPE"] = 13,
        ["ALRM"] = 14,
        ["TERM"] = Terminate,
        ["WINCH"] = 28,
        ["PWR"] = 30,
    };

    /// <param name="name">Such as <c>SIGTERM</c>, <c>TERM</c> or <c>15</c>; null for SIGTERM.</param>
    /// <exception cref="CommandException">There is no such signal.</exception>
    public static int Of(string? name)
    {
        string plain = name is null ? "TERM"
            : name.StartsWith("SIG", StringComparison.OrdinalIgnoreCase) ? name[3..] : name;
        return Numbers.TryGetValue(plain, out int number)
            || (int.TryParse(plain, NumberStyles.None, CultureInfo.InvariantCulture, out number)
                && number is >= 1 and <= 64)
            ? number
            : throw new CommandException(
                ExitCode.Usage,
                $"The master's stop signal '{name}' is unknown; known are the numbers from 1 to 64 and "
                + $"{string.Join(", ", Numbers.Keys.Select(known => $"SIG{known}"))}. Correct 'master.stopSignal'.");
    }
}
