namespace ScaleSim.Simulator.Reference.Checks;

/// <summary>What reading a file or block gave: its bytes, or why there are none.</summary>
internal sealed record ReferenceRead(byte[]? Content, ReferenceRefusal? Refusal);
