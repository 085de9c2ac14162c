namespace ScaleSim.Simulator.Orphans;

/// <summary>Something of ScaleSim's that nobody looks after any more.</summary>
/// <param name="Kind">In the singular, such as <c>cluster</c>.</param>
/// <param name="Why">Why it is one: the end of a sentence, such as <c>its keeper is gone</c>.</param>
/// <param name="RemoveAsync">
/// Removes it. What goes wrong is an exception whose message a user understands.
/// </param>
internal sealed record Orphan(string Kind, string Name, string Why, Func<CancellationToken, Task> RemoveAsync)
{
    /// <value>A user of the host; empty where nobody can tell.</value>
    public string Owner { get; init; } = "";

    /// <value>When it was made or, of an image, last used; null where nobody can tell.</value>
    public DateTimeOffset? Since { get; init; }

    /// <value>Why it can't be removed by this user now, such as <c>needs root</c>; null where it can.</value>
    public string? Obstacle { get; init; }

    /// <value>
    /// Whether all that had to do with it has died, so that the owner's next command removes it unasked. The rest is
    /// for 'clean' alone.
    /// </value>
    public bool IsForgotten { get; init; }
}
