using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Api.Models;

/// <summary>The state of an inspected container.</summary>
internal sealed record ContainerState
{
    /// <summary>
    /// <c>created</c>, <c>running</c>, <c>paused</c>, <c>restarting</c>, <c>removing</c>, <c>exited</c> or <c>dead</c>.
    /// </summary>
    public string Status { get; init => field = value ?? ""; } = "";

    /// <summary>True while paused or restarting, too.</summary>
    public bool Running { get; init; }

    public bool Paused { get; init; }

    public bool Restarting { get; init; }

    public bool OOMKilled { get; init; }

    public bool Dead { get; init; }

    /// <summary>On the Engine's host; 0 where nothing runs.</summary>
    public int Pid { get; init; }

    public int ExitCode { get; init; }

    /// <summary>Why the last start failed.</summary>
    public string Error { get; init => field = value ?? ""; } = "";

    /// <summary>Null where it never started.</summary>
    [JsonConverter(typeof(EngineTimeConverter))]
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Null where it never ended.</summary>
    [JsonConverter(typeof(EngineTimeConverter))]
    public DateTimeOffset? FinishedAt { get; init; }
}
