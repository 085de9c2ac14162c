namespace ScaleSim.Core.Planning;

/// <summary>What one worker runs, with every placeholder filled in.</summary>
/// <param name="Command">Empty for the image's own.</param>
public sealed record RenderedWorker(IReadOnlyList<string> Command, IReadOnlyDictionary<string, string> Environment);
