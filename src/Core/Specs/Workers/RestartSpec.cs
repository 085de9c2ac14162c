namespace ScaleSim.Core.Specs.Workers;

/// <summary>Whether the engine starts a worker again that ended by itself with an error.</summary>
/// <param name="MaxRetries">0 for never; else so often at most, which cuts a crash loop.</param>
public sealed record RestartSpec(int MaxRetries)
{
    /// <value>Retries of <c>on-failure</c> when nobody says how many.</value>
    public const int MaxRetriesDefault = 5;

    public static RestartSpec Never { get; } = new(0);
}
