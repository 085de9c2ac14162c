using ScaleSim.Core.HostPrograms;

namespace ScaleSim.Docker.Images;

/// <summary>Makes an image archive of what was found on this machine.</summary>
internal static class HostImage
{
    /// <summary>Of every such image; its tag is the beginning of its content's digest.</summary>
    public const string Repository = "scalesim/host";

    /// <summary>Says where ScaleSim has an image from, beside <see cref="ImageArchive.ContentLabel"/>.</summary>
    public const string SourceLabel = "scalesim.source";

    /// <summary>The value of <see cref="SourceLabel"/>.</summary>
    public const string Source = "host";

    /// <exception cref="IOException">A file has gone since it was found.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read any more.</exception>
    public static Task<ImageArchive> CreateAsync(HostImageContent content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        var config = new ImageConfig
        {
            Architecture = content.Architecture,
            Labels = new Dictionary<string, string> { [SourceLabel] = Source },
        };
        return ImageArchive.CreateAsync(Repository, config, [.. content.Files.Select(Convert)], cancellationToken);
    }

    private static ImageFile Convert(HostFile file)
    {
        var entry = file.Kind switch
        {
            HostFileKind.SourceFile => ImageFile.FromFile(file.Path, file.SourcePath, file.Mode),
            HostFileKind.Content => ImageFile.FromContent(file.Path, file.Content, file.Mode),
            HostFileKind.SymbolicLink => ImageFile.SymbolicLink(file.Path, file.LinkTarget),
            _ => ImageFile.Directory(file.Path, file.Mode),
        };
        return entry with { Uid = file.Uid, Gid = file.Gid };
    }
}
