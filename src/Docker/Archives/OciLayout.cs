namespace ScaleSim.Docker.Archives;

/// <summary>Follows an OCI layout from its index.json to the images in it, each for one kind of machine.</summary>
/// <remarks>Source: https://github.com/opencontainers/image-spec, image-layout.md.</remarks>
internal static class OciLayout
{
    private const int DepthMax = 3;

    /// <exception cref="ArchiveException">A part that another names is missing or malformed.</exception>
    public static IEnumerable<SavedImage> Read(ArchiveContents contents)
    {
        var index = SavedImages.Parse(contents, SavedImages.IndexFile, ArchiveJsonContext.Default.OciDocument);
        return Group((index.Manifests ?? []).OfType<OciDescriptor>()
            .SelectMany(target => Follow(contents, target, [target], DepthMax)));
    }

    /// <param name="above">From index.json's own descriptor down to this one.</param>
    private static IEnumerable<SavedImage> Follow(
        ArchiveContents contents, OciDescriptor descriptor, IReadOnlyList<OciDescriptor> above, int depth)
    {
        // An index may list machines whose images were not saved with it.
        if (descriptor.IsAttestation || depth == 0 || !contents.Contains(descriptor.Path))
        {
            return [];
        }

        var document = SavedImages.Parse(contents, descriptor.Path, ArchiveJsonContext.Default.OciDocument);
        if (document.Manifests is { } manifests)
        {
            // Each once: an index that names itself again and again must not make this endless.
            return manifests.OfType<OciDescriptor>().DistinctBy(next => next.Digest)
                .SelectMany(next => Follow(contents, next, [.. above, next], depth - 1));
        }

        return document.Config is { } config && IsImage(config) && contents.Contains(config.Path)
            ? [Create(contents, document, config, above)]
            : [];
    }

    private static SavedImage Create(
        ArchiveContents contents, OciDocument manifest, OciDescriptor config, IReadOnlyList<OciDescriptor> above)
    {
        var image = SavedImages.Create(
            contents,
            config.Path,
            [.. manifest.Layers.OfType<OciDescriptor>().Select(layer => layer.Path)],
            above.SelectMany(descriptor => descriptor.Names));
        return image with
        {
            TargetDigest = above[0].Digest,
            Ids = [.. above.Select(descriptor => descriptor.Digest).Reverse().Prepend(image.ConfigDigest).Distinct()],
        };
    }

    /// <summary>Layouts hold charts, signatures and bills of material, too.</summary>
    private static bool IsImage(OciDescriptor config) => config.MediaType is ""
        or "application/vnd.oci.image.config.v1+json"
        or "application/vnd.docker.container.image.v1+json";

    /// <summary>An image with several names is listed once for each.</summary>
    private static IEnumerable<SavedImage> Group(IEnumerable<SavedImage> images) => images
        .GroupBy(image => (image.ConfigDigest, image.TargetDigest))
        .Select(same => same.First() with { Names = [.. same.SelectMany(image => image.Names).Distinct()] });
}
