namespace ScaleSim.Core.Engines;

/// <summary>How a plan is started.</summary>
/// <param name="Concurrency">
/// Requests in flight at the engine; more than twice the cores gains nothing (measured).
/// </param>
public sealed record StartOptions(int Concurrency)
{
    /// <value>The most requests in flight that may be asked for.</value>
    public const int ConcurrencyMax = 64;

    public static StartOptions For(int cores) => new(Math.Clamp(2 * cores, 4, 16));
}
