using System.Globalization;
using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Checks.Users;

/// <summary>Chooses workers by <c>all</c>, <c>5%</c>, <c>10 random</c> or <c>group:NAME</c>.</summary>
internal static class WorkerChoice
{
    private const string GroupPrefix = "group:";
    private const string RandomSuffix = " random";

    /// <summary>In the order of their indexes; the same ones for the same randomness.</summary>
    /// <exception cref="FormatException">The text chooses nobody; the message says why.</exception>
    public static IReadOnlyList<WorkerPlan> Of(string text, ClusterPlan plan, Random random)
    {
        string choice = text.Trim();
        if (choice == "all")
        {
            return plan.Workers;
        }

        if (choice.StartsWith(GroupPrefix, StringComparison.Ordinal))
        {
            string name = choice[GroupPrefix.Length..];
            WorkerPlan[] members = [.. plan.Workers.Where(worker => worker.Group.Name == name)];
            return members.Length > 0 ? members : throw new FormatException(
                $"there is no group '{name}'; the groups are "
                + string.Join(", ", plan.Spec.Groups.Select(group => group.Name)));
        }

        if (choice.EndsWith('%') && TryNumber(choice[..^1], out double percent) && percent is > 0 and <= 100)
        {
            return Samples.Take(plan.Workers, (int)Math.Ceiling(plan.Workers.Count * percent / 100), random);
        }

        if (choice.EndsWith(RandomSuffix, StringComparison.Ordinal)
            && TryNumber(choice[..^RandomSuffix.Length], out double count) && count >= 1 && count % 1 == 0)
        {
            return Samples.Take(plan.Workers, (int)Math.Min(count, plan.Workers.Count), random);
        }

        throw new FormatException(
            $"'{text}' chooses no workers; write all, 5%, 10 random or group:{plan.Spec.Groups[0].Name}");
    }

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
}
