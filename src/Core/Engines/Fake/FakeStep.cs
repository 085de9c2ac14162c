namespace ScaleSim.Core.Engines.Fake;

/// <summary>One thing that a fake engine will do.</summary>
/// <param name="After">Since the work began.</param>
/// <param name="Kind">What it will report.</param>
/// <param name="Index">The node's or worker's index.</param>
internal readonly record struct FakeStep(TimeSpan After, EngineEventKind Kind, int Index);
