namespace ScaleSim.Simulator.Keeper;

/// <summary>The master ended, was not told to, and is not started again.</summary>
/// <param name="ExitCode">128 and the signal's number where a signal ended it.</param>
/// <param name="Restarts">How often it had been started again before.</param>
/// <param name="LastLines">What it printed last.</param>
internal sealed record MasterDeath(DateTimeOffset Time, int ExitCode, int Restarts, IReadOnlyList<string> LastLines)
{
    /// <summary>As the beginning of a message.</summary>
    public override string ToString()
    {
        string restarts = Restarts > 0 ? $", for the {Restarts + 1}th time and for good" : "";
        string lines = LastLines.Count == 0
            ? "It printed nothing."
            : $"Its last lines:{Environment.NewLine}  {string.Join(Environment.NewLine + "  ", LastLines)}";
        return $"The master ended by itself with exit code {ExitCode}{restarts}. {lines}";
    }
}
