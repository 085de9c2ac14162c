using ScaleSim.Simulator.ClusterFiles.Yaml;

namespace ScaleSim.Simulator.ClusterFiles;

/// <summary>Something wrong in a cluster file.</summary>
/// <param name="Position">Where; null where the file as a whole is meant.</param>
/// <param name="Message">Three parts: what, with the bad value; why; what would be right.</param>
internal sealed record FileError(FilePosition? Position, string Message)
{
    /// <summary><c>cluster.yaml:12:5: …</c>, as compilers write it, so that editors jump there.</summary>
    public string In(string file) => Position is { } place
        ? FormattableString.Invariant($"{file}:{place.Line}:{place.Column}: {Message}")
        : $"{file}: {Message}";
}
