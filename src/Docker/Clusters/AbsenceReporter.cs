using System.Threading.Channels;
using ScaleSim.Core.Engines;
using ScaleSim.Docker.Api;

namespace ScaleSim.Docker.Clusters;

/// <summary>
/// Tells an Engine that went away from a stream of events that broke. It is away when it refuses a connection. One
/// behind a socket that somebody else holds, as systemd does, never refuses: there its restart is told by a stream that
/// broke and nodes, which do nothing that could end them, that had ended when it answered again.
/// </summary>
internal sealed class AbsenceReporter(ChannelWriter<EngineEvent> events)
{
    // What a daemon takes to end its containers and then its streams.
    private static readonly TimeSpan Shutdown = TimeSpan.FromSeconds(20);

    private DateTimeOffset? _missedAt;
    private DateTimeOffset? _nodeDiedAt;
    private bool _isAway;

    /// <summary>The follower's stream or list failed.</summary>
    public void Missed(DockerClientException exception, DateTimeOffset now)
    {
        _missedAt ??= now;
        if (exception is DockerUnavailableException && !_isAway)
        {
            Lose(exception.Message);
        }
    }

    /// <summary>The stream tells of a node's end.</summary>
    public void NodeDied(DateTimeOffset at) => _nodeDiedAt = at;

    /// <summary>A list came; to be called before what it changes is reported.</summary>
    /// <param name="nodesEnded">How many nodes have ended since the last one.</param>
    public void Answered(int nodesEnded, DateTimeOffset now)
    {
        if (!_isAway && _missedAt is { } missed && (nodesEnded > 0 || missed - _nodeDiedAt < Shutdown))
        {
            Lose("Its stream of events broke, and nodes had ended when it answered again.");
        }

        if (_isAway)
        {
            events.TryWrite(new EngineEvent(now, EngineEventKind.EngineReturned, 0));
        }

        (_missedAt, _isAway) = (null, false);
    }

    private void Lose(string why)
    {
        _isAway = true;
        events.TryWrite(new EngineEvent(_missedAt!.Value, EngineEventKind.EngineLost, 0) { Detail = why });
    }
}
