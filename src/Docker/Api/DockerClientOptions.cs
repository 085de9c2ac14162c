using Polly;

namespace ScaleSim.Docker.Api;

/// <summary>
/// Deadlines and bounds of a <see cref="DockerClient"/>. The defaults suit a machine that is busy starting containers.
/// </summary>
internal sealed record DockerClientOptions
{
    /// <summary>For opening a connection, its TLS handshake included.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>For the first ping, which decides whether there is an Engine at all.</summary>
    public TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// For one call and its whole answer; a create, start or delete on a saturated Engine takes many seconds.
    /// </summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>For sending an image or an archive, whose size is the caller's.</summary>
    public TimeSpan UploadTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// For the next line of a pull's progress: an Engine that unpacks one large layer on a busy disk is silent for
    /// minutes.
    /// </summary>
    public TimeSpan ProgressTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The longest JSON answer that is read: about 100,000 listed containers.</summary>
    public long AnswerBytesMax { get; init; } = 256L * 1024 * 1024;

    /// <summary>
    /// The longest line of a JSON stream; an event carries all labels of its container, and a label may hold a
    /// megabyte.
    /// </summary>
    public int LineBytesMax { get; init; } = 16 * 1024 * 1024;

    /// <summary>How much of a refusal's body is kept.</summary>
    public int ErrorBytesMax { get; init; } = 64 * 1024;

    /// <summary>How much of each of stdout and stderr is kept, from the end, where a caller names no bound.</summary>
    public int OutputBytesMax { get; init; } = 1024 * 1024;

    /// <summary>Events that may wait for a slow consumer before its subscription ends with an error.</summary>
    public int EventsWaitingMax { get; init; } = 65_536;

    /// <summary>
    /// Connections for short calls; more calls at once wait for a free one. Streams have connections of their own.
    /// </summary>
    public int ConnectionsMax { get; init; } = 64;

    /// <summary>How long an idle connection stays open.</summary>
    public TimeSpan IdleConnectionTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Around each call that only reads, and whose whole answer is read at once; each try has its own deadline. Changes
    /// and streams are never tried again here.
    /// </summary>
    public ResiliencePipeline Reads { get; init; } = ResiliencePipeline.Empty;

    /// <summary>The clock of the deadlines.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
