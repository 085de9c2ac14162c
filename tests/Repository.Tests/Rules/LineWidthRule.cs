using ScaleSim.Repository.Tests.Text;

namespace ScaleSim.Repository.Tests.Rules;

/// <summary>Code and scripts are at most 120 columns wide; a line with a web address may be wider.</summary>
internal sealed class LineWidthRule : IRule
{
    internal const int ColumnsMax = 120;

    public IEnumerable<Violation> Check(RepositoryFiles repository) =>
        from file in repository.Files
        where IsCode(file.Path)
        from line in file.Lines.Select((text, index) => (Text: text, Index: index))
        where line.Text.Length > ColumnsMax && !line.Text.Contains("https://", StringComparison.Ordinal)
        select file.At(line.Index, $"is {line.Text.Length} columns wide, and {ColumnsMax} is the limit. Break it.");

    private static bool IsCode(string path) => Path.GetExtension(path) is ".cs" or ".sh" || path == ".ci/run";
}
