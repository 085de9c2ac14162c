using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ScaleSim.Core.Specs.Images;

namespace ScaleSim.Docker.Archives;

/// <summary>
/// Finds the images of an archive: by manifest.json (every <c>docker save</c>), else by index.json (an OCI layout, as
/// buildx, skopeo and podman write it). Where both are there, the index adds the IDs of containerd's store.
/// </summary>
internal static class SavedImages
{
    public const string ManifestFile = "manifest.json";
    public const string IndexFile = "index.json";

    /// <exception cref="ArchiveException">There are none, or parts of them are missing.</exception>
    public static IReadOnlyList<SavedImage> Read(ArchiveContents contents)
    {
        IReadOnlyList<SavedImage> indexed = contents.Contains(IndexFile) ? [.. OciLayout.Read(contents)] : [];
        IReadOnlyList<SavedImage> images = contents.Contains(ManifestFile)
            ? [.. Parse(contents, ManifestFile, ArchiveJsonContext.Default.IReadOnlyListSavedManifest)
                .OfType<SavedManifest>()
                .Select(manifest => FromManifest(contents, manifest, indexed))]
            : indexed;
        if (images.Count == 0)
        {
            throw new ArchiveException(
                $"it is a tar archive without an image: there is neither a {ManifestFile} nor an {IndexFile} that "
                + "lists one");
        }

        return images;
    }

    /// <exception cref="ArchiveException">The document is missing or is not of this shape.</exception>
    public static T Parse<T>(ArchiveContents contents, string path, JsonTypeInfo<T> type)
    {
        var bytes = contents.Document(path) ?? throw new ArchiveException(
            contents.Contains(path)
                ? $"its {path} is no JSON of usual size"
                : $"it has no {path}, which another part of it names");
        try
        {
            return JsonSerializer.Deserialize(bytes, type) ?? throw new ArchiveException($"its {path} is null");
        }
        catch (JsonException exception)
        {
            throw new ArchiveException($"its {path} can't be read: {exception.Message.TrimEnd('.')}", exception);
        }
    }

    /// <exception cref="ArchiveException">A layer is missing.</exception>
    public static SavedImage Create(
        ArchiveContents contents, string configPath, IReadOnlyList<string> layers, IEnumerable<string> names)
    {
        var config = Parse(contents, configPath, ArchiveJsonContext.Default.SavedConfig);
        if (layers.FirstOrDefault(layer => !contents.Contains(layer)) is { } missing)
        {
            throw new ArchiveException($"it has no {missing}, a layer of its image");
        }

        var digest = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(contents.Document(configPath)!))}";
        return new SavedImage
        {
            ConfigDigest = digest,
            TargetDigest = digest,
            Ids = [digest],
            Names = [.. names.Select(Familiar).OfType<string>().Distinct()],
            Os = config.Os,
            Architecture = config.Architecture,
            DiffIds = config.RootFS?.DiffIds ?? [],
            ConfigPath = configPath,
            LayerPaths = layers,
        };
    }

    private static SavedImage FromManifest(
        ArchiveContents contents, SavedManifest manifest, IReadOnlyList<SavedImage> indexed)
    {
        var image = Create(
            contents,
            manifest.Config,
            [.. manifest.Layers.OfType<string>()],
            manifest.RepoTags.OfType<string>());
        var same = indexed.Where(other => other.ConfigDigest == image.ConfigDigest).ToList();
        return image with
        {
            Ids = [.. image.Ids.Concat(same.SelectMany(other => other.Ids)).Distinct()],
            Names = [.. image.Names.Concat(same.SelectMany(other => other.Names)).Distinct()],
        };
    }

    /// <summary>Null for what is no name, such as the mere tag that some tools write.</summary>
    private static string? Familiar(string name) =>
        name.AsSpan().ContainsAny(':', '/') && ImageReference.TryParse(name, out var reference)
            ? reference.ToString()
            : null;
}
