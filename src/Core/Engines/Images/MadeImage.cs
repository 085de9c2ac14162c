namespace ScaleSim.Core.Engines.Images;

/// <summary>An image that ScaleSim made and loaded into an engine.</summary>
/// <param name="Name">Such as <c>scalesim/worker:0a1b2c3d4e5f6071</c>; the id of one without a name.</param>
/// <param name="Bytes">What it takes on the engine's disk.</param>
/// <param name="LastUsed">When a cluster was last started from it; null where the engine does not know.</param>
/// <param name="IsInUse">Whether there is a container of it, running or not.</param>
/// <param name="IsCurrent">Whether it is what this very build of ScaleSim would make.</param>
public sealed record MadeImage(
    string Id, string Name, long Bytes, DateTimeOffset? LastUsed, bool IsInUse, bool IsCurrent);
