namespace ScaleSim.Docker.Engine;

/// <summary>An image that ScaleSim makes itself, from a folder that is its root file system.</summary>
/// <param name="Name">What specs call it, for example <c>scalesim/worker</c>; also the repository of its tag.</param>
/// <param name="RootDirectory">The folder whose content becomes the image's only layer.</param>
/// <param name="Entrypoint">The program and its first arguments.</param>
public sealed record ImageSource(string Name, string RootDirectory, IReadOnlyList<string> Entrypoint);
