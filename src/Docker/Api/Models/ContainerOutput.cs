namespace ScaleSim.Docker.Api.Models;

/// <summary>
/// What a container's processes wrote, each stream cut to its last bytes where it is longer than the bound.
/// </summary>
/// <param name="Stdout">UTF-8 text; with a terminal, both streams.</param>
/// <param name="Stderr">UTF-8 text.</param>
/// <param name="IsTruncated">Whether the beginning of either is missing.</param>
internal sealed record ContainerOutput(string Stdout, string Stderr, bool IsTruncated);
