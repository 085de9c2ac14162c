using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using ScaleSim.Core.Hosts;
using ScaleSim.Simulator.ClusterFiles.Binding;
using ScaleSim.Simulator.Commands;
using ScaleSim.Simulator.Launch;
using ScaleSim.Simulator.Terminal;
using ScaleSim.Simulator.Tests.Terminal;

namespace ScaleSim.Simulator.Tests.Commands;

/// <summary>A command line of ScaleSim's in a document.</summary>
/// <param name="Place">Its file and line: <c>README.md:9</c>.</param>
/// <param name="Arguments">All that stands behind the program's name: <c>up --name demo   # starts it</c>.</param>
/// <param name="IsWhole">Whether it is to be typed as it stands, as in a code block, and may be no synopsis.</param>
internal sealed partial record DocumentedCommand(string Place, string Arguments, bool IsWhole)
{
    private static readonly LaunchServices Services = new(TimeProvider.System, new HostFiles(), new HttpClient());

    // Where a shell ends the arguments.
    private static readonly string[] ShellWords = ["#", "|", "&&", "||", ";", "&", ">", ">>", "2>", "<"];

    /// <summary>Those of a Markdown text: the lines of its code blocks, and what stands between backquotes.</summary>
    public static IEnumerable<DocumentedCommand> Read(string name, string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        bool isCode = false;
        for (int i = 0; i < lines.Length; i++)
        {
            int begin = i + 1;
            if (lines[i].TrimStart().StartsWith("```", StringComparison.Ordinal))
            {
                isCode = !isCode;
                lines[i] = "";
            }
            else if (isCode)
            {
                string line = lines[i];
                lines[i] = "";
                while (line.EndsWith('\\') && i + 1 < lines.Length)
                {
                    line = $"{line[..^1]} {lines[++i].Trim()}";
                    lines[i] = "";
                }

                if (Line().Match(line) is { Success: true } match)
                {
                    yield return new DocumentedCommand($"{name}:{begin}", match.Groups["arguments"].Value, true);
                }
            }
        }

        // Those between backquotes may go over the end of a line.
        string prose = string.Join('\n', lines);
        foreach (Match match in Quoted().Matches(prose))
        {
            int line = prose[..match.Index].Count(character => character == '\n') + 1;
            yield return new DocumentedCommand(
                $"{name}:{line}", match.Groups["arguments"].Value.ReplaceLineEndings(" "), false);
        }
    }

    /// <summary>Why the program would refuse it; null where it would not.</summary>
    public string? Problem()
    {
        if (WordSplitter.Split(Arguments) is not { } split)
        {
            return "a quote is not closed";
        }

        string[] words = [.. split.TakeWhile(word => !ShellWords.Contains(word))];
        var context = new CommandContext(
            Services, new TerminalConsoles(TestConsole.Pipe().Console, TestConsole.Pipe().Console));
        (string[] own, string[] test) = CommandLine.Split(words);
        RootCommand root = CommandTree.Create(context with { TestCommand = test });
        return !IsWhole && (own.Length <= 1 || Synopsis().IsMatch(Arguments))
            ? ProblemOfSynopsis(root, own)
            : ProblemOf(root, root.Parse(own), test);
    }

    private static string? ProblemOf(RootCommand root, ParseResult parsed, string[] test)
    {
        if (CommandLine.UnknownOption(root, parsed) is { } unknown)
        {
            return unknown;
        }

        if (parsed.Errors.Count > 0)
        {
            return string.Join("; ", parsed.Errors.Select(error => error.Message));
        }

        Command command = parsed.CommandResult.Command;
        if (test.Length > 0 && !CommandTree.TakesTestCommand(command))
        {
            return $"'{command.Name}' takes no test command";
        }

        // A mistyped command is taken for a cluster file.
        return command.Arguments.FirstOrDefault(argument => argument.Name == "file") is { } file
            && parsed.GetResult(file) is { Tokens: [{ Value: var path }, ..] }
            && !path.EndsWith(".yaml", StringComparison.Ordinal)
                ? $"'{path}' is neither a command nor a cluster file"
                : null;
    }

    /// <summary>The verb and the options alone: <c>logs [SELECTOR] [--follow] [--tail N]</c>.</summary>
    private string? ProblemOfSynopsis(RootCommand root, string[] own)
    {
        Command command = root;
        if (own is [{ } verb, ..] && Verb().IsMatch(verb))
        {
            if (root.Subcommands.FirstOrDefault(each => each.Name == verb) is not { } found)
            {
                return $"there is no command '{verb}'";
            }

            command = found;
        }

        HashSet<string> known =
        [
            .. command.Options.Concat(root.Options.Where(option => option.Recursive))
                .SelectMany(option => option.Aliases.Append(option.Name)),
        ];
        string[] unknown =
        [
            .. Option().Matches(Arguments.Split(" -- ")[0]).Select(match => match.Value)
                .Where(option => !known.Contains(option)),
        ];
        return unknown.Length == 0 ? null : $"'{command.Name}' has no {string.Join(", ", unknown)}";
    }

    [GeneratedRegex(
        @"^\s*(\$ )?([A-Z_]+=\S* )*(sudo )?((\S*/)?scalesim|(\./)?scripts/run\.sh|dotnet run\b.*? --)"
            + @"(?<arguments>( .*)?)$")]
    private static partial Regex Line();

    [GeneratedRegex(@"`(sudo )?(scalesim|(\./)?scripts/run\.sh|dotnet run\b[^`]*? --)(?<arguments>( [^`]*)?)`")]
    private static partial Regex Quoted();

    // Words in capitals stand for something, brackets and dots for what may be there.
    [GeneratedRegex(@"\[|\.\.\.|(^|[ =])[A-Z]+\b")]
    private static partial Regex Synopsis();

    [GeneratedRegex(@"^[a-z]+$")]
    private static partial Regex Verb();

    [GeneratedRegex(@"--[a-z][a-z-]*")]
    private static partial Regex Option();
}
