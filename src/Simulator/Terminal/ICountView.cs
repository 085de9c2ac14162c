namespace ScaleSim.Simulator.Terminal;

/// <summary>
/// Shows a single count on its way to its total, such as a removal. To be told by one thread at a time.
/// </summary>
internal interface ICountView : IAsyncDisposable
{
    void Update(int done, TimeSpan elapsed);

    /// <summary>Shows the count for the last time.</summary>
    void Complete(int done, TimeSpan elapsed);
}
