namespace ScaleSim.Core.Checks;

/// <summary>Things found wrong, for a message: all counted, the first ones named.</summary>
public static class Findings
{
    /// <value>The most that one message names.</value>
    public const int NamedMax = 10;

    /// <summary><c>1 node</c>, <c>3 nodes</c>.</summary>
    public static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    /// <summary>For example <c>worker-0001 is Exited, worker-0002 is Exited and 3 more</c>.</summary>
    public static string Name(IReadOnlyCollection<string> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        string named = string.Join("; ", findings.Take(NamedMax));
        return findings.Count > NamedMax ? $"{named}; and {findings.Count - NamedMax} more" : named;
    }
}
