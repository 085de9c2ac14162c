using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Clusters;

/// <summary>
/// The Engine's clock: this machine's, and by what the two differ, for the Engine may be on another. All that is told
/// of a cluster is told by it, so that what happened here can be held against what happened there.
/// </summary>
internal sealed class EngineClock(DockerClient client, TimeProvider time)
{
    private TimeSpan _ahead;

    public DateTimeOffset Now => time.GetUtcNow() + _ahead;

    /// <summary>
    /// Looks at it, and keeps the least difference that what was seen allows: none where the Engine's time lies between
    /// the question and its answer here.
    /// </summary>
    /// <returns>The Engine's time at the look.</returns>
    public async Task<DateTimeOffset> SetAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset asked = time.GetUtcNow();
        SystemInfoResponse info = await client.System.GetInfoAsync(cancellationToken).ConfigureAwait(false);
        DateTimeOffset answered = time.GetUtcNow();
        if (info.SystemTime is not { } there)
        {
            return Now;
        }

        _ahead = there < asked ? there - asked : there > answered ? there - answered : TimeSpan.Zero;
        return there;
    }
}
