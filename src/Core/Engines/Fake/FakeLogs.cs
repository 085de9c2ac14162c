using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace ScaleSim.Core.Engines.Fake;

/// <summary>What fake workers have written, at once or as it comes. Safe for several threads.</summary>
internal sealed class FakeLogs(FakeClusters clusters, FakeFollowers followers)
{
    /// <returns>The worker's last lines, each with its end.</returns>
    public string Read(string cluster, int worker, int lines)
    {
        lock (clusters.Gate)
        {
            return string.Concat(
                clusters.FindWorker(cluster, worker).LastLines(lines).Select(line => line + "\n"));
        }
    }

    /// <summary>As <see cref="ILogFollower"/> says; a fake worker's lines have no times.</summary>
    public async IAsyncEnumerable<LogLine> FollowAsync(
        string cluster,
        int worker,
        LogRequest request,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Channel<EngineEvent> channel = followers.Join(cluster);
        try
        {
            (FakeContainer container, int seen) = Begin(cluster, worker, request);
            while (true)
            {
                bool goesOn = request.Follow && container.Status == ContainerStatus.Running;
                foreach (string line in LinesSince(container, ref seen))
                {
                    yield return new LogLine(IsError: false, line);
                }

                if (!goesOn || !await channel.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    yield break;
                }

                channel.Reader.TryRead(out _);
            }
        }
        finally
        {
            followers.Leave(cluster, channel);
        }
    }

    private (FakeContainer Container, int Seen) Begin(string cluster, int worker, LogRequest request)
    {
        lock (clusters.Gate)
        {
            FakeContainer container = clusters.FindWorker(cluster, worker);
            return (container, Math.Max(0, container.Lines - (request.Lines ?? int.MaxValue)));
        }
    }

    private string[] LinesSince(FakeContainer container, ref int seen)
    {
        lock (clusters.Gate)
        {
            string[] lines = [.. container.LastLines(container.Lines - seen)];
            seen = container.Lines;
            return lines;
        }
    }
}
