using FsCheck;
using FsCheck.Fluent;
using ScaleSim.Simulator.HostNames;

namespace ScaleSim.Simulator.Tests.HostNames;

public sealed class HostsTextTests
{
    private static readonly string[] Pieces =
        ["127.0.0.1 a", "\n", "\r\n", "\r", "# scalesim", " demo", " begin", " end", "x", " ", "\t"];

    private static readonly Config Thousands = Config.QuickThrowOnFailure.WithMaxTest(5000).WithReplay(20261121, 1);

    public static TheoryData<string> Files { get; } =
    [
        "",
        "\n",
        "127.0.0.1 localhost\n",
        "127.0.0.1 localhost",
        "127.0.0.1 localhost\r\n::1 localhost\r\n",
        "127.0.0.1 localhost\r\n::1 localhost",
        "127.0.0.1 localhost\n\n\n# end",
        "\u00ff\u0080binary\0\n",
        "# scalesim demo beginning\n# scalesim other end\n",
    ];

    [Fact]
    public void Put_AddsABlockAtTheEnd() => Assert.Equal(
        """
        127.0.0.1 localhost
        # scalesim demo begin
        198.18.4.2 worker-0001.demo.scalesim.internal
        # scalesim demo end

        """,
        HostsText.Put("127.0.0.1 localhost\n", "demo", Lines("demo", 1)));

    [Theory]
    [MemberData(nameof(Files))]
    public void Remove_GivesBackEveryByte(string file)
    {
        string with = HostsText.Put(file, "demo", Lines("demo", 3));
        string changed = HostsText.Put(with, "demo", Lines("demo", 5));

        Assert.StartsWith(file, with, StringComparison.Ordinal);
        Assert.Equal((file, false), HostsText.Remove(with, "demo"));
        Assert.Equal((file, false), HostsText.Remove(changed, "demo"));
        Assert.Equal(3, Count(with, "demo"));
        Assert.Equal(5, Count(changed, "demo"));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Clusters_ComeAndGoInAnyOrder(string file)
    {
        string[] clusters = ["a", "b", "c"];
        foreach (string[] order in (string[][])[["a", "b", "c"], ["c", "b", "a"], ["b", "a", "c"], ["b", "c", "a"]])
        {
            string text = clusters.Aggregate(file, (old, name) => HostsText.Put(old, name, Lines(name, 2)));
            foreach (string cluster in order)
            {
                int others = clusters.Sum(name => name == cluster ? 0 : Count(text, name));
                text = HostsText.Remove(text, cluster).Text;
                Assert.Equal(0, Count(text, cluster));
                Assert.Equal(others, clusters.Sum(name => Count(text, name)));
            }

            Assert.Equal(file, text);
        }
    }

    [Fact]
    public void FileThatWasMade_GoesWithTheLastBlock()
    {
        string text = HostsText.Put(null, "a", Lines("a", 1));
        Assert.Equal(("", true), HostsText.Remove(text, "a"));
        text = HostsText.Put(text, "b", Lines("b", 1));
        (text, _) = HostsText.Remove(text, "a");
        Assert.Equal(("", true), HostsText.Remove(text, "b"));
    }

    [Fact]
    public void LineEnd_IsTheFiles()
    {
        string text = HostsText.Put("127.0.0.1 localhost\r\n", "demo", Lines("demo", 2));

        Assert.Equal(5, text.Split("\r\n").Length - 1);
        Assert.Equal(5, text.Split('\n').Length - 1);
    }

    [Fact]
    public void Block_OfAClusterWithALongerName_IsAnothers()
    {
        string text = HostsText.Put(HostsText.Put("", "demo-2", Lines("demo-2", 2)), "demo", Lines("demo", 1));

        Assert.Equal(2, Count(HostsText.Remove(text, "demo").Text, "demo-2"));
        Assert.Equal(1, Count(HostsText.Remove(text, "demo-2").Text, "demo"));
    }

    /// <summary>A writer that is killed half way through an addition in place leaves any part of it.</summary>
    [Theory]
    [InlineData("127.0.0.1 localhost\n")]
    [InlineData("127.0.0.1 localhost")]
    [InlineData("")]
    public void HalfABlock_IsRemovedAndReplaced(string file)
    {
        string whole = HostsText.Put(file, "demo", Lines("demo", 3));
        int begun = whole.IndexOf("begin\n", StringComparison.Ordinal) + "begin\n".Length;
        for (int length = begun; length < whole.Length; length++)
        {
            string half = whole[..length];
            string rest = HostsText.Remove(half, "demo").Text;
            Assert.True(rest == file || rest == file + "\n", $"of {length} characters there is left: {rest}");
            string again = HostsText.Put(half, "demo", Lines("demo", 3));
            Assert.Equal(3, Count(again, "demo"));
            Assert.Contains("# scalesim demo end\n", again, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void HalfABlock_LeavesWhatIsNotItsOwn()
    {
        const string text =
            "1.1.1.1 one\n# scalesim demo begin\n198.18.4.2 worker-0001.demo.scalesim.internal\n10.0.0.1 mine\n"
            + "198.18.4.3 worker-0002.demo.scalesim.internal\n# scalesim other begin\n"
            + "198.18.8.2 worker-0001.other.scalesim.internal\n# scalesim other end\n2.2.2.2 two\n";

        Assert.Equal(
            "1.1.1.1 one\n10.0.0.1 mine\n198.18.4.3 worker-0002.demo.scalesim.internal\n# scalesim other begin\n"
            + "198.18.8.2 worker-0001.other.scalesim.internal\n# scalesim other end\n2.2.2.2 two\n",
            HostsText.Remove(text, "demo").Text);
        string put = HostsText.Put(text, "demo", ["198.18.4.9 worker-0009.demo.scalesim.internal"]);
        Assert.Contains(
            "# scalesim demo begin\n198.18.4.9 worker-0009.demo.scalesim.internal\n# scalesim demo end\n10.0.0.1 m",
            put,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Removal_UndoesAnyPut() => Check.One(Thousands, Prop.ForAll(
        (from pieces in Gen.Elements(Pieces).ListOf()
         from count in Gen.Choose(0, 4)
         select (File: string.Concat(pieces), Count: count)).ToArbitrary(),
        given =>
        {
            // A file with a block of that name already is another case.
            if (HostsBlock.Find(given.File, "demo") is null)
            {
                string with = HostsText.Put(given.File, "demo", Lines("demo", given.Count));
                Assert.Equal((given.File, false), HostsText.Remove(with, "demo"));
            }
        }));

    private static IEnumerable<string> Lines(string cluster, int count) => Enumerable.Range(1, count)
        .Select(index => $"198.18.4.{index + 1} worker-{index:0000}.{cluster}.scalesim.internal");

    private static int Count(string text, string cluster) =>
        text.Split('\n').Count(
            line => line.TrimEnd('\r').EndsWith($".{cluster}.scalesim.internal", StringComparison.Ordinal));
}
