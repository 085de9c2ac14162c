using System.Threading.Channels;
using ScaleSim.Core.Engines;
using ScaleSim.Docker.Api;

namespace ScaleSim.Docker.Clusters;

/// <summary>
/// Tells an Engine that went away from a stream of events that broke. It is away when it refuses a connection, or when
/// nothing answers for a while after the stream broke. One behind a socket that somebody else holds, as systemd does,
/// never refuses, and may be back before that: then what answers is in another life (<see cref="EngineLife"/>). Where
/// that can't be told, the dead tell: nodes, which do nothing that could end them, or all that there was.
/// </summary>
/// <remarks>All times are the Engine's (<see cref="EngineClock"/>).</remarks>
internal sealed class AbsenceReporter(ChannelWriter<EngineEvent> events)
{
    // What a daemon takes to end its containers and then its streams.
    private static readonly TimeSpan Shutdown = TimeSpan.FromSeconds(20);

    private DateTimeOffset? _missedAt;
    private DateTimeOffset? _nodeDiedAt;
    private DateTimeOffset? _diedAt;
    private bool _isAway;

    /// <value>Whether the follower's stream or list failed, and no list has come since.</value>
    public bool IsMissed => _missedAt is not null;

    /// <summary>The follower's stream or list failed.</summary>
    public void Missed(DockerClientException exception, DateTimeOffset now)
    {
        _missedAt ??= now;
        if (exception is DockerUnavailableException)
        {
            Lose(exception.Message);
        }
    }

    /// <summary>After the stream or list failed, nothing has answered for a while.</summary>
    public void Silent(TimeSpan patience) =>
        Lose($"Its stream of events broke, and nothing has answered for {patience.TotalSeconds:0} s.");

    /// <summary>After the stream or list failed, who answers is in another life.</summary>
    public void Reborn() => Lose("Its stream of events broke, and it was restarted before it answered again.");

    /// <summary>The stream tells of a node's or worker's end.</summary>
    public void Died(DateTimeOffset at, bool isNode)
    {
        _diedAt = at;
        _nodeDiedAt = isNode ? at : _nodeDiedAt;
    }

    /// <summary>A list came; to be called before what it changes is reported.</summary>
    /// <param name="ended">Containers that have ended since the last one.</param>
    /// <param name="nodesEnded">How many of them are nodes.</param>
    /// <param name="livedOn">How many live that lived before; null where it is not known who did.</param>
    /// <param name="mayBeAnother">Whether it is not known to be in the life that was followed.</param>
    public void Answered(int ended, int nodesEnded, int? livedOn, bool mayBeAnother, DateTimeOffset now)
    {
        if (_missedAt is { } missed && mayBeAnother)
        {
            bool nodesDied = nodesEnded > 0 || missed - _nodeDiedAt < Shutdown;
            bool allDied = livedOn == 0 && (ended > 0 || missed - _diedAt < Shutdown);
            if (nodesDied || allDied)
            {
                Lose("Its stream of events broke, and nodes or all workers had ended when it answered again.");
            }
        }

        if (_isAway)
        {
            // By a clock that was set meanwhile it may be earlier.
            DateTimeOffset returned = now > _missedAt ? now : _missedAt!.Value;
            events.TryWrite(new EngineEvent(returned, EngineEventKind.EngineReturned, 0));
        }

        (_missedAt, _isAway) = (null, false);
    }

    private void Lose(string why)
    {
        if (!_isAway)
        {
            _isAway = true;
            events.TryWrite(new EngineEvent(_missedAt!.Value, EngineEventKind.EngineLost, 0) { Detail = why });
        }
    }
}
