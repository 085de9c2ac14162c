namespace ScaleSim.Simulator.Terminal;

/// <summary>One kind of thing that was looked for.</summary>
/// <param name="NotChecked">Why nobody looked; null where somebody did.</param>
internal sealed record DownKind(string Kind, string? NotChecked, IReadOnlyList<DownRemain> Found);
