using System.Text.RegularExpressions;
using ScaleSim.Repository.Tests.Text;

namespace ScaleSim.Repository.Tests.Rules;

/// <summary>
/// A command line of scalesim in a document's code block uses verbs and options that src/Simulator knows: each stands
/// there as a quoted text. As long as there is no src/Simulator/Commands, there is nothing to compare with.
/// </summary>
internal sealed partial class DocumentedCommandsRule : IRule
{
    private static readonly string[] BuiltIn = ["--help", "--version"];

    public IEnumerable<Violation> Check(RepositoryFiles repository)
    {
        if (!repository.CSharp.Any(file => file.IsUnder("src/Simulator/Commands")))
        {
            return [];
        }

        var known = repository.CSharp.Where(file => file.IsUnder("src/Simulator"))
            .SelectMany(file => Quoted().Matches(file.Content).Select(match => match.Groups[1].Value))
            .Concat(BuiltIn)
            .ToHashSet(StringComparer.Ordinal);
        return
            from file in repository.Documents
            from line in CodeLines(file)
            from word in WordsToKnow(line.Text)
            where !known.Contains(word)
            select file.At(line.Index, $"uses '{word}', which scalesim does not know.");
    }

    /// <summary>The lines inside ``` fences.</summary>
    private static IEnumerable<(string Text, int Index)> CodeLines(TextFile file)
    {
        bool isCode = false;
        string[] lines = file.Lines;
        for (int index = 0; index < lines.Length; index++)
        {
            if (lines[index].TrimStart().StartsWith("```", StringComparison.Ordinal))
            {
                isCode = !isCode;
            }
            else if (isCode)
            {
                yield return (lines[index], index);
            }
        }
    }

    /// <summary>The verb and the options of a line such as <c>scalesim up a.yaml --workers 5 -- x</c>.</summary>
    private static IEnumerable<string> WordsToKnow(string line)
    {
        Match command = Command().Match(line);
        if (!command.Success)
        {
            return [];
        }

        string[] arguments = [.. command.Groups["arguments"].Value
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .TakeWhile(word => word is not ("--" or "#" or "|" or "&&" or ";" or "\\"))];
        IEnumerable<string> verb = arguments.Take(1).Where(word => Verb().IsMatch(word));
        IEnumerable<string> options = arguments
            .Where(word => word.StartsWith("--", StringComparison.Ordinal))
            .Select(word => word.Split('=')[0]);
        return verb.Concat(options);
    }

    [GeneratedRegex(
        @"^\s*(\$ )?(sudo )?(scalesim|(\./)?scripts/run\.sh|dotnet run\b.*? --)(?<arguments>( .*)?)$")]
    private static partial Regex Command();

    [GeneratedRegex(@"^[a-z]+$")]
    private static partial Regex Verb();

    [GeneratedRegex(@"""([^""\s]+)""")]
    private static partial Regex Quoted();
}
