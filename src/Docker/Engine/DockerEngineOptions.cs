using ScaleSim.Docker.Clusters;

namespace ScaleSim.Docker.Engine;

/// <summary>What the Docker engine is given by the program that uses it.</summary>
public sealed record DockerEngineOptions
{
    /// <value>The image of the nodes' sandboxes; its entry point understands <c>pause</c>.</value>
    public required ImageSource Sandbox { get; init; }

    /// <value>Further images that ScaleSim makes itself; any other name must be known to the Engine.</value>
    public IReadOnlyList<ImageSource> Images { get; init; } = [];

    /// <value>Images made of this machine's programs; specs call them by their reference.</value>
    public IReadOnlyList<HostImageSource> HostImages { get; init; } = [];

    /// <value>
    /// Gets sentences while images are pulled and archives loaded, which can take minutes; null where nobody reads
    /// them.
    /// </value>
    public Action<string>? ImageProgress { get; init; }

    /// <value>How long a stream of events is believed before the Engine is asked what it has left out.</value>
    internal TimeSpan ResyncInterval { get; init; } = ClusterFollower.ResyncIntervalUsual;

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
