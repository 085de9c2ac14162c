using System.CommandLine;

namespace ScaleSim.Simulator.Commands;

/// <summary><c>--ttl</c> of <c>up</c>: how long the cluster lives before its keeper removes it.</summary>
internal static class TimeToLive
{
    private const string Name = "--ttl";

    // Less ends a cluster before anybody has seen it; more is a mistake of units.
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    public static Option<TimeSpan?> Option() => new(Name)
    {
        Description = "Time after which the cluster is removed by itself, such as 2h. Default: none.",
        CustomParser = result =>
        {
            string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            TimeSpan? time = Durations.TryParse(text);
            if (time >= Shortest && time <= Longest)
            {
                return time;
            }

            result.AddError(
                $"{Name} is {text}: it takes a time from {Shortest.TotalSeconds:0}s to {Longest.TotalHours:0}h, in s, "
                + $"m or h. Give {Name} 2h, for example, or leave it out for a cluster that stays until 'down'.");
            return null;
        },
    };
}
