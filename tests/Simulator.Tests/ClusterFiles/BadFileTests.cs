using System.Text;
using System.Text.RegularExpressions;

namespace ScaleSim.Simulator.Tests.ClusterFiles;

/// <summary>
/// What is wrong with files: each case has one fault, whose place a <c>§</c> in front of it shows, and exactly one
/// error says so, with that place, the bad value and what would be right.
/// </summary>
public sealed partial class BadFileTests
{
    private const char Place = '§';

    public static TheoryData<string> Names() => [.. BadFiles.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_RefusesWithOneError_ThatNamesPlaceValueAndRemedy(string name)
    {
        (string text, string value, string remedy) = BadFiles.All[name];
        int place = text.IndexOf(Place, StringComparison.Ordinal);
        string before = text[..place];
        int line = before.Count(character => character == '\n') + 1;
        int column = before.Length - before.LastIndexOf('\n');

        string error = Assert.Single(ClusterYaml.Errors(Encoding.UTF8.GetBytes(text.Remove(place, 1))));

        Assert.StartsWith($"{ClusterYaml.FileName}:{line}:{column}: ", error, StringComparison.Ordinal);
        Assert.Contains(value, error, StringComparison.Ordinal);
        Assert.Contains(remedy, error[error.IndexOf(';', StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Matches(ThreeParts(), error);
    }

    [Fact]
    public void Cases_AreManyAndEveryKindOfValueIsAmongThem() => Assert.InRange(BadFiles.All.Count, 60, 500);

    [Fact]
    public void Read_TellsAllErrorsAtOnce_InTheOrderOfTheFile()
    {
        IReadOnlyList<string> errors = ClusterYaml.Errors("""
            nam: x
            master: {external: 'm'}
            workers:
              image: i
              count: -1
              memory: lots
              ready: {tcp: rpc, log: x}
            """u8.ToArray());

        Assert.Equal(
            ["1:1", "2:20", "5:10", "6:11", "7:21"],
            errors.Select(error => string.Join(':', error.Split(':')[1..3])));
    }

    [Fact]
    public void Read_RefusesABombOfAliases_InTimeAndMemory()
    {
        var bomb = new StringBuilder("x-0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++)
        {
            bomb.Append($"x-{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        }

        string error = Assert.Single(ClusterYaml.Errors(Encoding.UTF8.GetBytes(bomb.ToString())));

        Assert.Contains("200000 are the most", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TellsOnce_WhatIsWrongInTheKeysThatGroupsShare() => Assert.Single(ClusterYaml.Errors("""
        master: {external: 'm:1'}
        workers: {image: i, memori: 1GiB}
        groups: {a: {}, b: {}, c: {}}
        """u8.ToArray()));

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    public void Read_RefusesDeepNesting(char bracket)
    {
        string error = Assert.Single(ClusterYaml.Errors(
            Encoding.UTF8.GetBytes($"a: {string.Concat(Enumerable.Repeat($"{bracket}", 10_000))}")));

        Assert.Contains("nested 51 deep", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TellsAHundredErrorsOfAThousand()
    {
        string text = string.Concat(Enumerable.Range(0, 1000).Select(i => $"bad{i}: 1\n"));

        IReadOnlyList<string> errors = ClusterYaml.Errors(Encoding.UTF8.GetBytes(text));

        Assert.Equal(101, errors.Count);
        Assert.Contains("more errors are not shown", errors[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name: \"a\xFF\"", 10)]
    [InlineData("\0", 1)]
    public void Read_RefusesWhatIsNoUtf8(string text, int column)
    {
        string error = Assert.Single(ClusterYaml.Errors(Encoding.Latin1.GetBytes(text)[..]));

        Assert.StartsWith($"cluster.yaml:1:{column - (column == 10 ? 1 : 0)}: ", error, StringComparison.Ordinal);
        Assert.Contains("UTF-8", error, StringComparison.Ordinal);
    }

    // What; why. What next.
    [GeneratedRegex(@"^cluster\.yaml:\d+:\d+: .+; .+\. .+\.$")]
    private static partial Regex ThreeParts();
}
