using System.Globalization;
using System.Text;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Workers;
using ScaleSim.Simulator.ClusterFiles.Model;

namespace ScaleSim.Simulator.ClusterFiles.Building;

/// <summary>Files written into each worker; a text that stands in another file is read here.</summary>
internal static class FileBuilder
{
    public static IReadOnlyList<FileSpec> Build(IReadOnlyList<FileKeys> files, FileContext context)
    {
        List<FileSpec> built = [];
        foreach (FileKeys file in files)
        {
            string? content = Alternatives.One(file, "files", context.Errors, "content", "source") switch
            {
                "content" => file.Content,
                "source" when file.Source is { } source => Read(source, file, context),
                _ => null,
            };
            if (file.Path is { } path && content is not null)
            {
                var spec = new FileSpec { Path = path, Content = content, Owner = file.Owner };
                built.Add(file.Mode is { } mode ? spec with { Mode = mode.Digits } : spec);
            }
        }

        return built;
    }

    private static string? Read(string source, FileKeys file, FileContext context)
    {
        string shown = FileErrors.Shown(source);
        try
        {
            if (BoundedFile.Read(context.Absolute(source), SpecJson.LengthMax) is { } bytes)
            {
                return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
            }

            context.Add(
                file.ValueAt("source"),
                string.Create(
                    CultureInfo.InvariantCulture, $"File '{shown}' is larger than {SpecJson.LengthMax} bytes"),
                "the spec with all its files fits into a label of the cluster's network",
                "Put it into the image, or mount it");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException
            or NotSupportedException)
        {
            bool isBinary = failure is DecoderFallbackException;
            context.Add(
                file.ValueAt("source"),
                $"File '{shown}' can't be read",
                isBinary ? "it is not text in UTF-8" : FileErrors.Shown(failure.Message.TrimEnd('.')),
                isBinary ? "Put it into the image, or mount it" : "Name a file that is there, relative to this one");
        }

        return null;
    }
}
