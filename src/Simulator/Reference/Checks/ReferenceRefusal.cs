namespace ScaleSim.Simulator.Reference.Checks;

/// <summary>Why something was not done.</summary>
/// <param name="Code">One of the protocol's error codes; null where there was no answer to read one from.</param>
/// <param name="Message">For people.</param>
internal sealed record ReferenceRefusal(string? Code, string Message);
