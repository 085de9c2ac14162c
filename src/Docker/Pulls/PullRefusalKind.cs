namespace ScaleSim.Docker.Pulls;

/// <summary>Why an image can't be pulled, as far as that decides what to do next.</summary>
internal enum PullRefusalKind
{
    /// <summary>Whatever has no kind of its own; the Engine's words say it.</summary>
    Other,

    /// <summary>The registry wants credentials, or others.</summary>
    Denied,

    /// <summary>The registry has no such repository or tag.</summary>
    NotFound,

    /// <summary>The Engine gets no answer from the registry.</summary>
    Unreachable,

    /// <summary>The image exists, and not for the Engine's machine.</summary>
    Platform,

    /// <summary>The registry wants fewer pulls.</summary>
    RateLimited,

    /// <summary>The Engine has no room for it.</summary>
    DiskFull,
}
