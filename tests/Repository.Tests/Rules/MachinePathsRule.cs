using System.Text.RegularExpressions;

namespace ScaleSim.Repository.Tests.Rules;

/// <summary>No text names a folder of somebody's own machine.</summary>
internal sealed partial class MachinePathsRule : IRule
{
    public IEnumerable<Violation> Check(RepositoryFiles repository) =>
        from file in repository.Files
        where file.Path != "LICENSE"
        from line in file.Lines.Select((text, index) => (Text: text, Index: index))
        let path = PersonalFolder().Match(line.Text)
        where path.Success
        select file.At(line.Index, $"names '{path.Value}', a folder of one machine. Make it relative or an option.");

    [GeneratedRegex(@"(?<![\w.})~*-])/(root|work|home)(?=/|$|[\s'""`:;,)])|\b[A-Z]:\\Users\b")]
    private static partial Regex PersonalFolder();
}
