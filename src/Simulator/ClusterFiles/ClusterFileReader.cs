using System.Globalization;
using ScaleSim.Core.Specs;
using ScaleSim.Simulator.ClusterFiles.Binding;
using ScaleSim.Simulator.ClusterFiles.Building;
using ScaleSim.Simulator.ClusterFiles.Model;
using ScaleSim.Simulator.ClusterFiles.Yaml;

namespace ScaleSim.Simulator.ClusterFiles;

/// <summary>Reads cluster files.</summary>
internal static class ClusterFileReader
{
    /// <value>The largest file: a spec fits into a label of a million characters.</value>
    public const int BytesMax = 1 << 20;

    private const string Root = "the file";

    /// <summary>Reads a file, and whatever files it names for workers.</summary>
    /// <param name="environment">The caller's environment, for <c>${NAME}</c>.</param>
    /// <exception cref="ClusterFileException">It is no cluster file; all errors at once.</exception>
    public static ClusterFile Read(string path, Func<string, string?> environment)
    {
        byte[]? bytes;
        try
        {
            bytes = BoundedFile.Read(path, BytesMax);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException
            or NotSupportedException)
        {
            throw new ClusterFileException(
                $"{path}: The file can't be read; {failure.Message.TrimEnd('.')}. Name a file that is there; "
                + "'scalesim init' writes a new one.",
                failure);
        }

        if (bytes is null)
        {
            throw new ClusterFileException(string.Create(
                CultureInfo.InvariantCulture,
                $"{path}: The file is larger than {BytesMax} bytes; a cluster file has a few hundred lines. "
                + $"Name the cluster file, and put large texts into the image or into mounts."));
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/";
        return Read(path, folder, bytes, environment);
    }

    /// <param name="path">What messages call it.</param>
    /// <param name="folder">Where paths in it start.</param>
    /// <exception cref="ClusterFileException">It is no cluster file; all errors at once.</exception>
    public static ClusterFile Read(string path, string folder, byte[] bytes, Func<string, string?> environment)
    {
        var errors = new FileErrors();
        if (Utf8Text.Decode(bytes, errors) is not { } text
            || RootOf(YamlReader.Read(text, errors), text, errors) is not { } root)
        {
            throw new ClusterFileException(path, errors.All);
        }

        root = GroupMerger.Merge(root, errors);
        ClusterKeys keys = new Binder(errors).Bind<ClusterKeys>(root, Root)!;
        ClusterSpec spec = new SpecBuilder(new FileContext(folder, errors, environment)).Build(keys);
        if (errors.Count > 0)
        {
            throw new ClusterFileException(path, errors.All);
        }

        return new ClusterFile(path, root, spec);
    }

    private static YamlMap? RootOf(YamlValue? value, string text, FileErrors errors)
    {
        if (value is YamlMap { Entries.Count: > 0 } map)
        {
            return map;
        }

        if (errors.Count > 0)
        {
            return null;
        }

        bool isEmpty = value is null or YamlMap or YamlScalar { IsNull: true };
        errors.Add(
            value?.Position ?? FilePosition.Start,
            isEmpty
                ? string.Create(CultureInfo.InvariantCulture, $"The file has {text.Length} characters and 0 keys")
                : $"The file is {value!.Kind}",
            "a cluster file is a mapping with at least 'workers' and 'master'",
            "Write one; 'scalesim init' gives a start");
        return null;
    }
}
