using ScaleSim.Core.Registrations;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Registrations;

namespace ScaleSim.Core.Tests.Registrations;

public sealed class SelectionTests
{
    private const string Page = """
        # TYPE worker_up gauge
        worker_up{address="198.18.0.2:20001",rack="a"} 1
        worker_up{address="198.18.0.2:20002",rack="a"} 0
        worker_up{address="198.18.0.3:20001",rack="b"} 1
        workers_live 2
        """;

    [Theory]
    [InlineData("$.workers[*].address", """{"workers":[{"address":"a:1"},{"address":"b:2"}]}""", "a:1 b:2")]
    [InlineData("$[?(@.state == 'live')].id", """[{"id":1,"state":"live"},{"id":2,"state":"lost"}]""", "1")]
    [InlineData("$.workers[*].name", """{"workers":[]}""", "")]
    [InlineData("$[*].seen", """[{"seen":"2026-01-01T00:00:00Z"}]""", "2026-01-01T00:00:00Z")]
    [InlineData("$.*.name", """{"x":{"name":"a"},"y":{"name":"b"}}""", "a b")]
    [InlineData("$.a[*].b.name", """{"a":[{"x":1,"b":{"y":[2,{"z":3}],"name":"n"}},{"name":"o"}],"c":null}""", "n")]
    [InlineData("$[?(@.state == 'live')]['a\\'b']", """[{"a'b":"x","state":"live"}]""", "x")]
    [InlineData("$[?(@['it\\'s'] == 1)].id", """[{"id":"x","it's":1},{"id":"y","it's":2}]""", "x")]
    [InlineData("$[?(@.* == 'live')].id", """[{"id":"x","s":"live"},{"id":"y","s":"lost"}]""", "x")]
    [InlineData("$[*].n", """[{"n":1.50},{"n":true},{"n":123456789012345678901}]""", "1.50 true 123456789012345678901")]
    [InlineData("$[0].id", """/* of two */ [{"id":1,"id":2}] trailing""", "2")]
    public void Json_GivesOneTextForEachWorker(string path, string answer, string expected) =>
        Assert.Equal(expected, Join(new JsonSelectionSpec(path), answer));

    [Theory]
    [InlineData("$.live", """{"live":12}""", 12)]
    [InlineData("$.live", """{"live":"12"}""", 12)]
    [InlineData("$.workers", """{"workers":["a","b","c"]}""", 3)]
    [InlineData("$.workers[*]", """{"workers":["a","b","c"]}""", 3)]
    [InlineData("$.workers[*]", """{"workers":[]}""", 0)]
    public void Json_Counts_ANumberOrTheValues(string path, string answer, double expected) =>
        Assert.Equal(expected, Selections.Of(new JsonSelectionSpec(path), SecretText.None).Count(answer));

    [Theory]
    [InlineData("$.workers[*].name", """{"nodes":[]}""", "has nothing at $.workers")]
    [InlineData("$.workers[*].name", """{"workers":7}""", "has at $.workers a JSON Integer")]
    [InlineData("$.workers[*].name", """{"workers":[{"id":7}]}""", "has no property 'name'")]
    [InlineData("$.workers[*]", """{"workers":[{"id":7}]}""", "has a JSON Object at workers[0]")]
    [InlineData("$[", "[]", "can't be searched by $[")]
    public void Json_SaysWhatIsWrong_WhenThePathDoesNotFit(string path, string answer, string part)
    {
        SelectionException exception = Assert.Throws<SelectionException>(
            () => Selections.Of(new JsonSelectionSpec(path), SecretText.None).Values(answer));

        Assert.Contains(part, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_ShowsNoSecret_OfAnAnswerThatIsNone_WhereverItIsCut()
    {
        SelectionException exception = Assert.Throws<SelectionException>(
            () => Selections.Of(new JsonSelectionSpec("$.a"), SecretText.None.With(["hunter22"]))
                .Values($"{new string('x', 57)}hunter22 is what I know"));

        Assert.Contains("which begins with 'xxx", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hun", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(@"^ip: (\S+) port: (\d+)$", "ip: 198.18.0.2 port: 7\r\nip: 198.18.0.3 port: 8\r\n",
        "198.18.0.2:7 198.18.0.3:8")]
    [InlineData(@"worker-\d+", "worker-1 worker-2", "worker-1 worker-2")]
    [InlineData("^nothing$", "something", "")]
    public void Regex_JoinsItsGroups_InEachLine(string pattern, string answer, string expected) =>
        Assert.Equal(expected, Join(new RegexSelectionSpec(pattern), answer));

    [Theory]
    [InlineData(@"^live: (\d+)$", "all: 9\nlive: 12\n", 12)]
    [InlineData(@"^live$", "live\nlive\ndead\n", 2)]
    [InlineData(@"^none$", "live\n", 0)]
    public void Regex_Counts_ANumberOrTheMatches(string pattern, string answer, double expected) =>
        Assert.Equal(expected, Selections.Of(new RegexSelectionSpec(pattern), SecretText.None).Count(answer));

    [Fact]
    public void Metric_NamesWorkers_OfSamplesAboveZero()
    {
        Assert.Equal("198.18.0.2:20001 198.18.0.3:20001", Join(Metric("worker_up", "address"), Page));
        Assert.Equal("198.18.0.3:20001", Join(Metric("worker_up", "address", ("rack", "b")), Page));
        Assert.Equal("", Join(Metric("worker_lost", "address"), Page));
    }

    [Fact]
    public void Metric_Sums_WhenItIsToCount()
    {
        Assert.Equal(2, Selections.Of(Metric("workers_live", null), SecretText.None).Count(Page));
        Assert.Equal(1, Selections.Of(Metric("worker_up", null, ("rack", "a")), SecretText.None).Count(Page));
    }

    [Fact]
    public void Metric_SaysSo_WhenNoSampleHasTheLabel()
    {
        SelectionException exception = Assert.Throws<SelectionException>(
            () => Selections.Of(Metric("worker_up", "host"), SecretText.None).Values(Page));

        Assert.Contains("3 samples of worker_up, none of them with a label 'host'", exception.Message,
            StringComparison.Ordinal);
    }

    private static MetricSelectionSpec Metric(string name, string? label, params (string Name, string Value)[] where) =>
        new(name, label, where.ToDictionary(pair => pair.Name, pair => pair.Value));

    private static string Join(SelectionSpec spec, string answer) =>
        string.Join(' ', Selections.Of(spec, SecretText.None).Values(answer));
}
