using ScaleSim.Simulator.Doctor;
using ScaleSim.Simulator.Doctor.Output;
using Spectre.Console;

namespace ScaleSim.Simulator.Tests.Doctor.Output;

public sealed class DoctorTableTests
{
    private const int Width = 80;

    private const StringComparison Ordinal = StringComparison.Ordinal;

    [Fact]
    public void Render_ShowsFindingsThenAdviceThenSummary_At80Columns()
    {
        const string Expected = """
            ok           engine       Docker Engine 28.5.2, API 1.51
            failed       pids         13,303 threads are needed; 800 of kernel.pid_max 1,000
                                      are free.
            not checked  conntrack    /proc/sys/net/netfilter/nf_conntrack_max can't be read
                                      here.
            ok           guard-route  Strays for 198.18.0.0/15 end [here].

            pids
              why  Threads and processes share one number range; when it is used up, nothing
                   starts.
              fix  As root, and in a file under /etc/sysctl.d to keep it:
                   sysctl -w kernel.pid_max=4194304
              see  https://example.org/limits

            guard-route
              did  Added. To undo:
                   ip route del unreachable 198.18.0.0/15

            500 workers can't run here as things are: 2 ok, 0 warnings, 1 failed, 1 not
            checked.

            """;

        Assert.Equal(Expected, Render(DoctorReports.Mixed));
    }

    [Theory]
    [InlineData(true, "Warning", "500 workers can run here: 0 ok, 1 warning, 0 failed, 0 not checked.")]
    [InlineData(false, "Failed", "Without an engine no worker starts; 500 workers asked for: 0 ok, 0 warnings, 1")]
    public void Render_EndsWithTheVerdict_ByEngineAndFindings(bool engineAnswers, string status, string line)
    {
        DoctorReport report = new(
            DoctorReports.Mixed.Demand, [new DoctorResult("a", Enum.Parse<DoctorStatus>(status), "")], engineAnswers);

        Assert.Contains(line, Render(report).Split('\n'));
    }

    [Fact]
    public async Task Render_KeepsCommandsAndLinksWhole_OnAMachineWithEveryTrouble()
    {
        TestMachine machine = new() { Repair = DoctorRepairMode.Show, IsRoot = true };
        machine.Files.Free = 0;
        machine.Engine = machine.Engine! with { CgroupVersion = "2", Runtimes = ["runc"] };
        machine.Files["/proc/812/cmdline"] = "dockerd\0";
        machine.Spec = machine.Spec with { Expose = ScaleSim.Core.Specs.Exposure.Published };
        foreach (string path in machine.Files.Keys.Where(path => path.StartsWith("/proc/sys/", Ordinal)))
        {
            machine.Files[path] = "0\n";
        }

        machine.Files["/proc/net/route"] = "Iface\tDestination\n";
        machine.Files["/proc/meminfo"] = "MemAvailable: 10 kB\n";
        DoctorReport report = await new DoctorRunner(DoctorChecks.All, TimeProvider.System)
            .RunAsync(machine.Context(), CancellationToken.None);

        string[] lines = Render(report).Split('\n');

        Assert.All(lines, line => Assert.InRange(line.Length, 0, Width));
        Assert.All(
            report.Checks.SelectMany(check => CommandsOf(check)),
            command => Assert.Contains(lines, line => line.EndsWith(command, Ordinal)));
    }

    // A command stands on a line of its own after the sentence that introduces it.
    private static IEnumerable<string> CommandsOf(DoctorResult check) =>
        $"{check.Fix}\n{check.Repair}".Split('\n')
            .Where(line => line.StartsWith("sysctl ", Ordinal)
                || line.StartsWith("ip ", Ordinal)
                || line.StartsWith("sudo ", Ordinal)
                || line.StartsWith('{'))
            .Concat(check.Link is null ? [] : [check.Link.ToString()]);

    private static string Render(DoctorReport report)
    {
        using StringWriter writer = new();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = Width;
        DoctorTable.Render(report, console);
        return string.Join('\n', writer.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()));
    }
}
