namespace ScaleSim.EndToEnd.Witness;

/// <summary>
/// Ports for one test: no other of this process has them, and hardly one of another process. Above those of clusters
/// that name no range, below the ephemeral ones.
/// </summary>
internal static class PortBlock
{
    public const int Size = 100;

    private const int First = 22_000;
    private const int Blocks = 100;

    private static int _taken = Environment.ProcessId;

    public static int TakeFirst() => First + (int)((uint)Interlocked.Increment(ref _taken) % Blocks * Size);

    /// <returns>As <c>--ports</c> takes it.</returns>
    public static string RangeFrom(int first) => $"{first}-{first + Size - 1}";
}
