using System.Text.RegularExpressions;

namespace ScaleSim.Repository.Tests.Rules;

/// <summary>Nothing unfinished is committed. The words stand here in halves, to keep the rule.</summary>
internal sealed partial class ForbiddenWordsRule : IRule
{
    public IEnumerable<Violation> Check(RepositoryFiles repository) =>
        from file in repository.Files
        from line in file.Lines.Select((text, index) => (Text: text, Index: index))
        let word = Unfinished().Match(line.Text)
        where word.Success
        select file.At(line.Index, $"says '{word.Value}'. Finish it, or open an issue and take the line out.");

    [GeneratedRegex(@"\b(TO" + @"DO|FIX" + @"ME|NotImplemented" + @"Exception)\b")]
    private static partial Regex Unfinished();
}
