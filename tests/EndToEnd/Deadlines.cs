namespace ScaleSim.EndToEnd;

/// <summary>How long tests wait for what must happen. Long: they end what hangs and measure nothing.</summary>
internal static class Deadlines
{
    public static TimeSpan Command { get; } = TimeSpan.FromMinutes(5);

    public static TimeSpan Condition { get; } = TimeSpan.FromSeconds(90);

    /// <value>A keeper begins to remove within 5 s; the rest is for a machine that is busy with other things.</value>
    public static TimeSpan RemovalBegins { get; } = TimeSpan.FromSeconds(15);
}
