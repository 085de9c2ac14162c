using System.Globalization;
using ScaleSim.Core.Engines;

namespace ScaleSim.Simulator.Remains;

/// <summary>The proof that nothing of a cluster is left, or the list of what is.</summary>
internal sealed record RemainsReport(IReadOnlyList<KindResult> Kinds)
{
    /// <value>Of a cluster that never was outside of this process.</value>
    public static RemainsReport Nothing { get; } = new([]);

    public IReadOnlyList<Remain> Found => [.. Kinds.SelectMany(kind => kind.Look.Found)];

    /// <summary>
    /// <c>left nothing behind: 9 kinds checked, 0 found; not checked: firewall rules (needs root)</c>.
    /// </summary>
    public override string ToString()
    {
        int found = Found.Count;
        string what = found == 0 ? "left nothing behind" : "left something behind";
        int looked = Kinds.Count(kind => kind.Look.NotChecked is null);
        string notChecked = string.Join(
            ", ",
            Kinds.Where(kind => kind.Look.NotChecked is not null)
                .GroupBy(kind => kind.Look.NotChecked)
                .Select(group => $"{string.Join(", ", group.Select(kind => kind.Kind))} ({group.Key})"));
        string counts = string.Create(CultureInfo.InvariantCulture, $"{what}: {looked} kinds checked, {found} found");
        return notChecked.Length == 0 ? counts : $"{counts}; not checked: {notChecked}";
    }

    /// <summary>A line for each kind: <c>containers: none</c>.</summary>
    public IEnumerable<string> Lines() => Kinds.Select(kind => kind.Look switch
    {
        { NotChecked: { } why } => $"{kind.Kind}: not checked: {why}",
        { Found.Count: 0 } => $"{kind.Kind}: none",
        { Found: { } found } => $"{kind.Kind}: {string.Join(", ", found.Select(remain => remain.Name))}",
    });

    /// <exception cref="CleanupIncompleteException">Something is left; the message has the commands.</exception>
    public void ThrowIfLeft(string cluster)
    {
        if (Found is not { Count: > 0 } found)
        {
            return;
        }

        string things = found.Count == 1 ? "1 thing of it is" : $"{found.Count} things of it are";
        string names = string.Join("; ", found.Select(remain => remain.Name));
        string commands = string.Concat(found.Select(remain => $"{Environment.NewLine}  {remain.Remedy}"));
        throw new CleanupIncompleteException(
            $"Cluster {cluster} is removed, but {things} left: {names}. "
            + $"Something holds on to it, or removed its owner first. Remove it with:{commands}")
        {
            Remains = [.. found.Select(remain => remain.Name)],
        };
    }
}
