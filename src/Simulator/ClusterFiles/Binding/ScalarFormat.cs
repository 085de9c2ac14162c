namespace ScaleSim.Simulator.ClusterFiles.Binding;

/// <summary>How a value without parts is written.</summary>
/// <param name="Words">What it is, such as <c>a size</c>.</param>
/// <param name="Example">One that is right.</param>
/// <param name="Pattern">A regular expression that every right text matches; null for any text.</param>
/// <param name="Choices">All that is right; null where there is no end of it.</param>
/// <param name="Parse">The value of a text; null where it is none.</param>
internal sealed record ScalarFormat(
    string Words, string Example, string? Pattern, IReadOnlyList<string>? Choices, Func<string, object?> Parse);
