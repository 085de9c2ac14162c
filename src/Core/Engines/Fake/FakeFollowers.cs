using System.Threading.Channels;

namespace ScaleSim.Core.Engines.Fake;

/// <summary>Hands events to whoever follows a cluster. Safe for several threads.</summary>
internal sealed class FakeFollowers
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<Channel<EngineEvent>>> _channels = [];

    /// <summary>From now on until it is left, a new channel gets the cluster's events.</summary>
    public Channel<EngineEvent> Join(string cluster)
    {
        // Unbounded, as each act of this very process adds one event per worker; nobody else writes.
        Channel<EngineEvent> channel = Channel.CreateUnbounded<EngineEvent>();
        lock (_gate)
        {
            if (!_channels.TryGetValue(cluster, out List<Channel<EngineEvent>>? channels))
            {
                _channels[cluster] = channels = [];
            }

            channels.Add(channel);
        }

        return channel;
    }

    public void Leave(string cluster, Channel<EngineEvent> channel)
    {
        lock (_gate)
        {
            if (_channels.TryGetValue(cluster, out List<Channel<EngineEvent>>? channels))
            {
                channels.Remove(channel);
            }
        }
    }

    public void Tell(string cluster, EngineEvent happened)
    {
        lock (_gate)
        {
            foreach (Channel<EngineEvent> channel in _channels.GetValueOrDefault(cluster) ?? [])
            {
                channel.Writer.TryWrite(happened);
            }
        }
    }
}
