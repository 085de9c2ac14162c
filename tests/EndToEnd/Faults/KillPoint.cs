namespace ScaleSim.EndToEnd.Faults;

/// <summary>When a command is killed, and with whom.</summary>
/// <param name="Command"><c>up</c> or <c>down</c>.</param>
/// <param name="Thousandths">Of the time that it takes undisturbed.</param>
/// <param name="All">Whether every process of the cluster is killed with it.</param>
internal sealed record KillPoint(int Number, string Command, int Thousandths, bool All)
{
    /// <summary>
    /// Points spread over the whole time, each somewhere in its part. Every fourth is of 'down', which is shorter, and
    /// half of either are of all processes.
    /// </summary>
    public static IEnumerable<KillPoint> Spread(int count, Random random)
    {
        for (int number = 0; number < count; number++)
        {
            int thousandths = (1000 * number / count) + random.Next(1000 / count);
            yield return new KillPoint(
                number, number % 4 == 3 ? "down" : "up", thousandths, ((number / 4) + number) % 2 == 1);
        }
    }
}
