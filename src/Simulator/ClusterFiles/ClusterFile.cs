using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;
using ScaleSim.Simulator.ClusterFiles.Yaml;

namespace ScaleSim.Simulator.ClusterFiles;

/// <summary>A cluster file, read.</summary>
internal sealed class ClusterFile(string path, YamlMap root, ClusterSpec spec)
{
    private readonly SpecPlaces _places = new(root);

    /// <value>As the user wrote it.</value>
    public string Path { get; } = path;

    /// <value>What it says, with defaults for what it does not.</value>
    public ClusterSpec Spec { get; } = spec;

    /// <value>The cluster's name in it; null where it has none.</value>
    public string? Name => root.Has("name") ? Spec.Name : null;

    /// <value>Whether it says what the seed is.</value>
    public bool HasSeed => root.Has("seed");

    /// <value>Whether all of it is the built-in system, so that its own checks mean something.</value>
    public bool IsReference => root.Find("master")?.Value is YamlScalar
        && Spec.Groups.All(group => group.Image.ToString() == Reference.ReferenceSystem.Image);

    /// <summary>An error of the spec or its plan, with the place in the file that it is about.</summary>
    public PlanError Locate(PlanError error) => error.Path is { } place
        ? error with { Message = new FileError(_places.Find(place), error.Message).In(Path) }
        : error with { Message = $"{Path}: {error.Message}" };

    /// <summary>The same errors, each with its place.</summary>
    public PlanException Locate(PlanException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception.Errors.Count == 0 ? exception : new PlanException([.. exception.Errors.Select(Locate)]);
    }
}
