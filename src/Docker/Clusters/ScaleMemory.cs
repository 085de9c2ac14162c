using System.Globalization;
using System.Net;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Names;
using ScaleSim.Core.Planning;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;
using ScaleSim.Docker.Engine;

namespace ScaleSim.Docker.Clusters;

/// <summary>
/// Remembers the size that a cluster is to have: in the labels of an empty volume, since those of the network can't be
/// changed any more. Each change makes a volume, named after its number, and removes the one before.
/// </summary>
internal sealed class ScaleMemory(DockerClient client, EnginePipelines pipelines)
{
    /// <summary>The latest of a cluster's volumes; null where it was never scaled.</summary>
    public static VolumeResponse? Latest(IEnumerable<VolumeResponse> volumes) =>
        volumes.Where(IsOurs).MaxBy(ChangeOf);

    public static int ChangeOf(VolumeResponse volume) =>
        int.TryParse(
            volume.Labels.GetValueOrDefault(ClusterLabels.Change),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out int change)
            ? change
            : 0;

    /// <exception cref="EngineException">Another change of size has the number already.</exception>
    public async Task RememberAsync(ScalePlan plan, CancellationToken cancellationToken)
    {
        ClusterPlan target = plan.Target;
        IReadOnlyDictionary<string, string> labels = ClusterLabels.ForScale(target, plan.Change);
        string name = string.Create(
            CultureInfo.InvariantCulture, $"{target.Cluster}-scale-{target.Run.Id}-{plan.Change}");
        // The Engine answers a second request with the volume that the first has made.
        VolumeResponse made = await pipelines.Change.ExecuteAsync(
            async token => await client.Volumes.CreateAsync(
                new VolumesCreateParameters { Name = name, Labels = labels }, token).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        string counts = made.Labels.GetValueOrDefault(ClusterLabels.Counts, "");
        if (counts != labels[ClusterLabels.Counts])
        {
            throw new EngineException(
                $"Cluster {target.Cluster} was given another size meanwhile: somebody scaled it to {counts}. Look at "
                + $"it with 'scalesim status {target.Cluster}', then try again.");
        }

        foreach (VolumeResponse old in await client.Volumes.ListAsync(
            ClusterFilter.Of(target.Cluster, target.Run.Id), cancellationToken).ConfigureAwait(false))
        {
            if (IsOurs(old) && ChangeOf(old) < plan.Change)
            {
                await TryForgetAsync(old.Name, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Workers have volumes as well, for files where their root is read-only.</summary>
    private static bool IsOurs(VolumeResponse volume) =>
        volume.Labels.GetValueOrDefault(ClusterLabels.Role) == ClusterLabels.RoleScale;

    // An old one that stays does no harm: the highest number counts, and down removes them all.
    private async Task TryForgetAsync(string volume, CancellationToken cancellationToken)
    {
        try
        {
            await client.Volumes.RemoveAsync(volume, cancellationToken).ConfigureAwait(false);
        }
        catch (DockerApiException exception) when (exception.StatusCode
            is HttpStatusCode.NotFound or HttpStatusCode.Conflict or HttpStatusCode.InternalServerError)
        {
        }
        catch (DockerConnectionException)
        {
        }
    }
}
