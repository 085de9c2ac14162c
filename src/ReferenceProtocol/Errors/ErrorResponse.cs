namespace ScaleSim.ReferenceProtocol.Errors;

/// <summary>The body of every answer that is not a success.</summary>
public sealed record ErrorResponse
{
    /// <summary>What went wrong, one of <see cref="ErrorCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>What happened, why, and what to do next, for people.</summary>
    public required string Message { get; init; }

    /// <summary>The path that it is about.</summary>
    public string? Path { get; init; }

    /// <summary>The block that it is about.</summary>
    public long? BlockId { get; init; }

    /// <summary>The names of the workers that held the block last.</summary>
    public IReadOnlyList<string>? LastHolders { get; init; }

    /// <summary>When it is worth asking again, in milliseconds.</summary>
    public int? RetryAfterMs { get; init; }
}
