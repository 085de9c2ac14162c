using ScaleSim.Core.HostPrograms;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Images;
using ScaleSim.Docker.Engine;

namespace ScaleSim.Simulator.Launch;

/// <summary>
/// Makes the images of this machine's programs that a spec asks for. From then on the spec names them by their tags, so
/// that a live cluster needs none of the files.
/// </summary>
/// <param name="Spec">The same spec, without an image that is still to be made.</param>
/// <param name="Sources">What the engine is given to load where it lacks it.</param>
/// <param name="Notes">What a user should know of them, a sentence each.</param>
internal sealed record HostImages(
    ClusterSpec Spec, IReadOnlyList<HostImageSource> Sources, IReadOnlyList<string> Notes)
{
    /// <exception cref="PlanException">A file is missing or unfit; all reasons at once.</exception>
    public static async Task<HostImages> MakeAsync(ClusterSpec spec, CancellationToken cancellationToken)
    {
        var made = new Dictionary<string, HostImageSource>(StringComparer.Ordinal);
        var notes = new List<string>();
        var errors = new List<PlanError>();
        var groups = new List<WorkerGroupSpec>();
        foreach (WorkerGroupSpec group in spec.Groups)
        {
            if (group.Image is not HostImageSpec image)
            {
                groups.Add(group);
                continue;
            }

            try
            {
                HostImageContent content = new HostImageReader().Read(RequestOf(group, image), cancellationToken);
                HostImageSource source = await HostImageSource.CreateAsync(content, cancellationToken);
                notes.AddRange(content.Notes.Except(notes));
                made[source.Reference] = source;
                groups.Add(group with { Image = new TagImageSpec(source.Reference, ImagePull.Never) });
            }
            catch (HostProgramException exception)
            {
                errors.AddRange(exception.Errors.Except(errors));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                errors.Add(new PlanError(
                    $"The image of group '{group.Name}' can't be made: {exception.Message} A file changed or went "
                    + "while it was read; see that nothing is building there and run the same command again.",
                    OnThisMachine: true));
            }
        }

        return errors.Count > 0
            ? throw new PlanException(errors)
            : new HostImages(spec with { Groups = groups }, [.. made.Values], notes);
    }

    /// <summary>
    /// What the group's command starts has to be a program; of the rest, whatever is one is treated so.
    /// </summary>
    private static HostImageRequest RequestOf(WorkerGroupSpec group, HostImageSpec image)
    {
        ILookup<bool, HostEntry> entries = image.Paths
            .Select(path => new HostEntry(path.Source) { Target = path.Target })
            .ToLookup(entry => group.Command is [{ } program, ..] && program == (entry.Target ?? entry.Source));
        return new HostImageRequest
        {
            Programs = [.. entries[true]],
            Files = [.. entries[false]],
            Accounts = image.Accounts,
            Certificates = image.Certificates,
            TimeZones = image.TimeZones,
        };
    }
}
