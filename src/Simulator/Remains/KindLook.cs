namespace ScaleSim.Simulator.Remains;

/// <summary>What one look for one kind of thing gave.</summary>
/// <param name="NotChecked">Why nobody looked, such as <c>needs root</c>; null where somebody did.</param>
internal sealed record KindLook(IReadOnlyList<Remain> Found, string? NotChecked = null)
{
    public static KindLook Of(IEnumerable<Remain> found) => new([.. found]);

    public static KindLook Skipped(string why) => new([], why);
}
