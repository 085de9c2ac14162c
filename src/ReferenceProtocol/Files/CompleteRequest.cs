namespace ScaleSim.ReferenceProtocol.Files;

/// <summary>A file is whole.</summary>
/// <param name="Length">How many bytes all its blocks have.</param>
public sealed record CompleteRequest(long Length);
