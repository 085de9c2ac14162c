namespace ScaleSim.Core.Runs;

/// <summary>What a GET request has to answer.</summary>
/// <param name="Path">Starts with a slash; rendered.</param>
/// <param name="Status">The status that is expected.</param>
/// <param name="Body">A text that the body has to contain; null for any body, which is then not read.</param>
public sealed record HttpLook(string Path, int Status = 200, string? Body = null);
