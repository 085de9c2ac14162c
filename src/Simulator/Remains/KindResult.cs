namespace ScaleSim.Simulator.Remains;

/// <summary>What is known of one kind of thing in the end.</summary>
/// <param name="Kind">In the plural, such as <c>containers</c>.</param>
internal sealed record KindResult(string Kind, KindLook Look);
