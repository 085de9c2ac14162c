namespace ScaleSim.Docker.Api.Models;

/// <summary>How a command inside a container ended.</summary>
internal sealed record ContainerExecResult(long ExitCode, string Stdout, string Stderr, bool IsTruncated);
