using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Images;

/// <summary>The settings of an image, in the order and with the names of its configuration document.</summary>
internal sealed record ImageDocumentConfig
{
    public string? User { get; init; }

    public SortedDictionary<string, EmptyStruct>? ExposedPorts { get; init; }

    public IReadOnlyList<string>? Env { get; init; }

    public IReadOnlyList<string>? Entrypoint { get; init; }

    public IReadOnlyList<string>? Cmd { get; init; }

    public string? WorkingDir { get; init; }

    public SortedDictionary<string, string>? Labels { get; init; }

    /// <summary>What the caller left empty is left out, and what has no order is sorted.</summary>
    public static ImageDocumentConfig From(ImageConfig config)
    {
        var ports = config.ExposedPorts.ToDictionary(port => port, _ => default(EmptyStruct));
        var labels = config.Labels.ToDictionary();
        return new ImageDocumentConfig
        {
            User = config.User.Length == 0 ? null : config.User,
            ExposedPorts = ports.Count == 0 ? null : new(ports, StringComparer.Ordinal),
            Env = config.Env.Count == 0 ? null : config.Env,
            Entrypoint = config.Entrypoint.Count == 0 ? null : config.Entrypoint,
            Cmd = config.Cmd.Count == 0 ? null : config.Cmd,
            WorkingDir = config.WorkingDir.Length == 0 ? null : config.WorkingDir,
            Labels = labels.Count == 0 ? null : new(labels, StringComparer.Ordinal),
        };
    }
}
