namespace ScaleSim.EndToEnd;

/// <summary>How long tests wait for what must happen. Long: they end what hangs and measure nothing.</summary>
internal static class Deadlines
{
    public static TimeSpan Command { get; } = TimeSpan.FromMinutes(5);

    public static TimeSpan Condition { get; } = TimeSpan.FromSeconds(90);

    /// <value>The promise itself: within it of its command's death a keeper begins to remove the cluster.</value>
    public static TimeSpan RemovalBegins { get; } = TimeSpan.FromSeconds(5);
}
