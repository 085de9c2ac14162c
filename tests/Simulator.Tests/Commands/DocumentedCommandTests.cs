using ScaleSim.Simulator.Tests.ClusterFiles;

namespace ScaleSim.Simulator.Tests.Commands;

/// <summary>What the documents tell users to type is what the program takes.</summary>
public sealed class DocumentedCommandTests
{
    [Fact]
    public void Documents_HaveNoCommandLineThatWouldBeRefused()
    {
        string root = Path.GetDirectoryName(ClusterYaml.RepositoryPath("README.md"))!;
        DocumentedCommand[] commands =
        [
            .. Directory.EnumerateFiles(root, "*.md")
                .Concat(Directory.EnumerateFiles(Path.Combine(root, "docs"), "*.md", SearchOption.AllDirectories))
                .Concat(Directory.EnumerateFiles(Path.Combine(root, "examples"), "*.md", SearchOption.AllDirectories))
                .Where(path => Path.GetFileName(path) != "CHANGELOG.md")
                .SelectMany(path => DocumentedCommand.Read(
                    Path.GetRelativePath(root, path), File.ReadAllText(path))),
        ];

        Assert.True(commands.Count(command => command.IsWhole) >= 20, $"{commands.Length} are found");
        Assert.Empty(commands.Where(command => command.Problem() is not null)
            .Select(command => $"{command.Place}: scalesim{command.Arguments}: {command.Problem()}"));
    }

    [Theory]
    [InlineData("scalesim dwon", "neither a command nor a cluster file")]
    [InlineData("$ scalesim run --wrokers 5", "--wrokers")]
    [InlineData("sudo scalesim run cluster.yaml --format json -- ./test.sh", "--format")]
    [InlineData("scalesim up --workers many", "many")]
    [InlineData("scalesim kill", "selector")]
    [InlineData("scalesim down demo -- ./test.sh", "takes no test command")]
    [InlineData("dotnet run --project src/Simulator -- --workers 5 \\\n  --bogus", "--bogus")]
    [InlineData("scripts/run.sh --name 'a b", "quote")]
    public void Problem_SaysWhatIsRefused_InACodeBlock(string line, string part)
    {
        DocumentedCommand command = Assert.Single(DocumentedCommand.Read("a.md", $"```sh\n{line}\n```\n"));

        Assert.Equal("a.md:2", command.Place);
        Assert.Contains(part, command.Problem(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("scalesim remove", "no command 'remove'")]
    [InlineData("scalesim logs [SELECTOR] [--folow]\n[--tail N]", "--folow")]
    [InlineData("scalesim run --workers", "--workers")]
    public void Problem_SaysWhatIsRefused_BetweenBackquotes(string line, string part)
    {
        DocumentedCommand command = Assert.Single(DocumentedCommand.Read("a.md", $"\nUse `{line}` for that.\n"));

        Assert.Equal("a.md:2", command.Place);
        Assert.Contains(part, command.Problem(), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FindsNeitherOtherProgramsNorOutput() => Assert.Empty(DocumentedCommand.Read(
        "a.md",
        "```text\n# scalesim demo begin\ndocker run scalesim\nnote: scalesim ran\n```\n`docker ps`, `scalesim.run`\n"));

    [Theory]
    [InlineData("scalesim up --name demo --workers 50   # starts it")]
    [InlineData("scalesim schema > cluster.schema.json")]
    [InlineData("scalesim run cluster.yaml -- dotnet test --bogus")]
    [InlineData("scalesim exec 1-3 -- /scalesim-worker pause resolve nobody")]
    public void Problem_IsNull_ForWhatIsTaken(string line) =>
        Assert.Null(Assert.Single(DocumentedCommand.Read("a.md", $"```\n{line}\n```\n")).Problem());
}
