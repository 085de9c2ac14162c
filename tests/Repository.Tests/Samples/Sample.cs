using ScaleSim.Repository.Tests.Text;

namespace ScaleSim.Repository.Tests.Samples;

/// <summary>A small repository that shows what one rule reports.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Shows">What the sample is about; unique for the rule.</param>
/// <param name="Expected">The places reported, as <c>path:line</c>; none where the rule is kept.</param>
/// <param name="Files">Paths and contents.</param>
internal sealed record Sample(
    string Rule, string Shows, string[] Expected, params (string Path, string Content)[] Files)
{
    /// <summary>Paths with the executable bit.</summary>
    public string[] Executable { get; init; } = [];

    public RepositoryFiles Repository => new(
        [.. Files.Select(file => new TextFile(file.Path, file.Content))], path => Executable.Contains(path));

    public override string ToString() => $"{Rule}: {Shows}";
}
