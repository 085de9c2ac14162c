using System.Text.Json;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Tests.Reports;
using ScaleSim.Simulator.Commands;
using ScaleSim.Simulator.Launch;
using ScaleSim.Simulator.Remains;
using ScaleSim.Simulator.Terminal;

namespace ScaleSim.Simulator.Tests.Terminal;

public sealed class DownViewTests
{
    private static readonly ClusterState Cluster = new() { Cluster = "demo", Run = "1a2b3c4d" };

    private static readonly RemainsReport Left = new(
    [
        new KindResult("containers", KindLook.Of([])),
        new KindResult("interfaces", KindLook.Of([new Remain("interface ss-1a2b3c4d", "ip link delete ss-1a2b3c4d")])),
        new KindResult("firewall rules", KindLook.Skipped("needs root")),
    ]);

    private readonly TestConsole _out = TestConsole.Pipe();
    private readonly TestConsole _error = TestConsole.Pipe();

    [Fact]
    public void OneLine_WhenNobodyAsksForMore()
    {
        View(OutputFormat.Table, verbose: false).Write(Cluster, Left, TimeSpan.FromSeconds(1));

        Assert.Equal("", _out.Output);
        Assert.Equal(
            "left something behind: 2 kinds checked, 1 found; not checked: firewall rules (needs root)\n",
            _error.Output);
    }

    [Fact]
    public void ALineForEachKind_WhenVerbose()
    {
        View(OutputFormat.Table, verbose: true).Write(Cluster, Left, TimeSpan.FromSeconds(1));

        Assert.EndsWith(
            "\n  containers: none\n  interfaces: interface ss-1a2b3c4d\n  firewall rules: not checked: needs root\n",
            _error.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void CsvAndJson_HaveTheFieldsOfThePage()
    {
        View(OutputFormat.Csv, verbose: false).Write(Cluster, Left, TimeSpan.FromSeconds(1));
        Assert.Equal(
            "kind,checked,notChecked,found,names\ncontainers,yes,,0,\ninterfaces,yes,,1,interface ss-1a2b3c4d\n"
            + "firewall rules,no,needs root,0,\n",
            _out.Output);
        Assert.Equal(SpecPage.Names("down.md", "--format csv"), DownView.Csv.Names);

        TestConsole json = TestConsole.Pipe();
        View(OutputFormat.Json, verbose: false, json).Write(Cluster, Left, TimeSpan.FromSeconds(1.5));
        using JsonDocument document = JsonDocument.Parse(json.Output);
        Assert.False(document.RootElement.GetProperty("isClean").GetBoolean());
        Assert.Equal(1.5, document.RootElement.GetProperty("seconds").GetDouble());
        Assert.Equal(
            SpecPage.Names("down.md", "--format json").Order(),
            // A kind without anything found has an empty list.
            JsonPaths.Of(document.RootElement).Order());
    }

    private DownView View(OutputFormat format, bool verbose, TestConsole? output = null) => new(
        new CommandContext(
            LaunchServices.Create(), new TerminalConsoles((output ?? _out).Console, _error.Console)),
        format,
        verbose);
}
