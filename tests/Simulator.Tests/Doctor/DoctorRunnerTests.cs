using ScaleSim.Simulator.Doctor;
using ScaleSim.Simulator.Doctor.Checks;
using ScaleSim.Tests;

namespace ScaleSim.Simulator.Tests.Doctor;

public sealed class DoctorRunnerTests
{
    private const StringComparison Ordinal = StringComparison.Ordinal;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new();
    private readonly TestMachine _machine = new();

    [Fact]
    public async Task RunAsync_FindsNothingWrong_OnAMachineThatHasAll()
    {
        DoctorReport report = await RunAsync(DoctorChecks.All);

        Assert.All(report.Checks, check => Assert.True(check.Status == DoctorStatus.Ok, check.ToString()));
        Assert.Equal(DoctorChecks.All.Select(check => check.Name), report.Checks.Select(check => check.Name));
        Assert.Equal(0, report.ExitCode);
    }

    [Fact]
    public async Task RunAsync_ShowsTheOthersResults_WhenACheckThrows()
    {
        DoctorReport report = await RunAsync(
        [
            new StubDoctorCheck("broken", _ => throw new InvalidOperationException("the disk is on fire")),
            StubDoctorCheck.Giving(DoctorResult.Ok("fine", "All is well.")),
        ]);

        Assert.Equal([DoctorStatus.NotChecked, DoctorStatus.Ok], report.Checks.Select(check => check.Status));
        Assert.Contains("the disk is on fire", report.Checks[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_ShowsTheOthersResults_WhenACheckHangsAndHeedsNoToken()
    {
        TaskCompletionSource<DoctorResult> never = new();
        TaskCompletionSource started = new();
        Task<DoctorReport> run = RunAsync(
        [
            new StubDoctorCheck("hanging", _ =>
            {
                started.SetResult();
                return never.Task;
            }),
            StubDoctorCheck.Giving(DoctorResult.Ok("fine", "All is well.")),
        ]);
        await started.Task.WaitAsync(Deadline);

        DoctorReport report = await AdvanceUntilDoneAsync(run);

        Assert.Equal([DoctorStatus.NotChecked, DoctorStatus.Ok], report.Checks.Select(check => check.Status));
        Assert.Equal("No answer within 5 s.", report.Checks[0].Message);
    }

    [Fact]
    public async Task RunAsync_Throws_WhenTheCallerCancels()
    {
        using CancellationTokenSource cancellation = new();
        Task<DoctorReport> run = new DoctorRunner(
            [
                new StubDoctorCheck("cancelling", async token =>
                {
                    await cancellation.CancelAsync();
                    token.ThrowIfCancellationRequested();
                    return DoctorResult.Ok("cancelling", "");
                }),
            ],
            _time).RunAsync(_machine.Context(), cancellation.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(Deadline));
    }

    [Fact]
    public async Task RunAsync_RepairsAndLooksAgain_WhenAskedTo()
    {
        _machine.Files["/proc/net/route"] = "Iface\tDestination\n";
        _machine.Commands.Effect = () => _machine.Files["/proc/net/route"] += TestMachine.GuardLine;
        _machine.IsRoot = true;
        _machine.Repair = DoctorRepairMode.Apply;

        DoctorResult result = Assert.Single((await RunAsync([new GuardRouteCheck()])).Checks);

        Assert.Equal(["ip route add unreachable 198.18.0.0/15 metric 4294967295"], _machine.Commands.Ran);
        Assert.Equal(DoctorStatus.Ok, result.Status);
        Assert.Equal(
            "Added; it lasts until the next boot. To undo:\nip route del unreachable 198.18.0.0/15 metric 4294967295",
            result.Repair);
    }

    [Fact]
    public async Task RunAsync_ChangesNothing_WhenAllIsWellOrNobodyAsked()
    {
        _machine.IsRoot = true;
        _machine.Repair = DoctorRepairMode.Apply;
        await RunAsync(DoctorChecks.All);
        _machine.Repair = DoctorRepairMode.None;
        _machine.Files["/proc/net/route"] = "Iface\tDestination\n";
        DoctorReport report = await RunAsync(DoctorChecks.All);

        Assert.Empty(_machine.Commands.Ran);
        Assert.Equal(["guard-route"], Names(report, DoctorStatus.Warning));
    }

    [Fact]
    public async Task RunAsync_SaysWhatIsMissing_WhenARepairNeedsRoot()
    {
        _machine.Files["/proc/net/route"] = "Iface\tDestination\n";
        _machine.Repair = DoctorRepairMode.Apply;

        DoctorResult result = Assert.Single((await RunAsync([new GuardRouteCheck()])).Checks);

        Assert.Empty(_machine.Commands.Ran);
        Assert.Equal(DoctorStatus.Warning, result.Status);
        Assert.Equal("Not added: needs root. Run doctor --fix as root.", result.Repair);
    }

    [Fact]
    public async Task RunAsync_KeepsTheFinding_WhenARepairFails()
    {
        _machine.Files["/proc/net/route"] = "Iface\tDestination\n";
        _machine.IsRoot = true;
        _machine.Repair = DoctorRepairMode.Apply;
        _machine.Commands.Effect = () => throw new IOException("no such program");

        DoctorResult result = Assert.Single((await RunAsync([new GuardRouteCheck()])).Checks);

        Assert.Equal((DoctorStatus.Warning, "Not repaired: no such program"), (result.Status, result.Repair));
    }

    [Fact]
    public async Task RunAsync_ChecksTheMachineAllTheSame_WithoutAnEngine()
    {
        _machine.Engine = null;

        DoctorReport report = await RunAsync(DoctorChecks.All);

        Assert.Equal(["engine"], Names(report, DoctorStatus.Failed));
        Assert.Equal(
            ["virtual-machine", "runtime", "log-driver", "address-pools", "live-restore", "plan"],
            Names(report, DoctorStatus.NotChecked));
        Assert.Equal(3, report.ExitCode);
    }

    [Fact]
    public async Task RunAsync_LeavesThisMachinesKernelAlone_WithAnEngineElsewhere()
    {
        _machine.Engine = _machine.Engine! with { IsLocal = false };

        DoctorReport report = await RunAsync(DoctorChecks.All);

        Assert.Empty(Names(report, DoctorStatus.Failed));
        Assert.Equal(
            [
                "disk", "neighbour-table", "conntrack", "pids", "file-descriptors", "keyrings", "inotify",
                "ip-forwarding", "userland-proxy", "cgroups", "guard-route",
            ],
            Names(report, DoctorStatus.NotChecked));
    }

    [Fact]
    public async Task RunAsync_RaisesWhatIsTooLow_AndSaysHowToUndoItWithTheOldValues()
    {
        _machine.Files["/proc/sys/kernel/keys/root_maxkeys"] = "200\n";
        _machine.Files["/proc/sys/net/ipv4/neigh/default/gc_thresh3"] = "32\n";
        _machine.Files["/proc/sys/net/ipv4/neigh/default/gc_thresh2"] = "16\n";
        _machine.IsRoot = true;
        _machine.Repair = DoctorRepairMode.Apply;

        DoctorReport report = await RunAsync(DoctorChecks.All);

        Assert.Equal(
            [
                "kernel.keys.root_maxkeys=2048",
                "net.ipv4.neigh.default.gc_thresh2=64",
                "net.ipv4.neigh.default.gc_thresh3=128",
            ],
            _machine.Settings.Written.Order(StringComparer.Ordinal));
        Assert.All(report.Checks, check => Assert.True(check.Status == DoctorStatus.Ok, check.ToString()));
        Assert.Equal(
            "Set net.ipv4.neigh.default.gc_thresh3 from 32 to 128, net.ipv4.neigh.default.gc_thresh2 from 16 to 64; "
            + "it lasts until the next boot (scalesim doctor --print-sysctl keeps it). To undo:\n"
            + "sysctl -w net.ipv4.neigh.default.gc_thresh2=16\nsysctl -w net.ipv4.neigh.default.gc_thresh3=32",
            report.Checks.Single(check => check.Name == "neighbour-table").Repair);
        Assert.Equal(0, report.ExitCode);
    }

    [Fact]
    public async Task RunAsync_ChangesNothingAndSaysWhatItWould_WhenItIsOnlyToShow()
    {
        _machine.Files["/proc/sys/kernel/keys/root_maxkeys"] = "200\n";
        _machine.Files["/proc/net/route"] = "Iface\tDestination\n";
        _machine.Repair = DoctorRepairMode.Show;

        DoctorReport report = await RunAsync(DoctorChecks.All);

        Assert.Empty(_machine.Settings.Written);
        Assert.Empty(_machine.Commands.Ran);
        Assert.Equal(
            "Would set, as root:\nsysctl -w kernel.keys.root_maxkeys=2048\n"
            + "To undo:\nsysctl -w kernel.keys.root_maxkeys=200",
            report.Checks.Single(check => check.Name == "keyrings").Repair);
        Assert.StartsWith(
            "Would run, as root:\nip route add unreachable",
            report.Checks.Single(check => check.Name == "guard-route").Repair,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, null, "Not set: needs root. Run doctor --fix as root.")]
    [InlineData(true, "kernel.keys.root_maxkeys", "Not set: kernel.keys.root_maxkeys: Invalid argument")]
    public async Task RunAsync_FailsAndSaysWhy_WhenAskedToRaiseWhatItMayNot(bool isRoot, string? refused, string why)
    {
        _machine.Files["/proc/sys/kernel/keys/root_maxkeys"] = "600\n";
        _machine.IsRoot = isRoot;
        _machine.Settings.Refused = refused;
        _machine.Repair = DoctorRepairMode.Apply;

        DoctorReport report = await RunAsync([new KeyringsCheck()]);

        DoctorResult result = Assert.Single(report.Checks);
        Assert.Equal((DoctorStatus.Warning, why), (result.Status, result.Repair));
        Assert.Equal(4, report.ExitCode);
    }

    [Fact]
    public async Task RunAsync_NamesReasonFixAndLink_ForWhateverIsNotWell()
    {
        foreach (string path in _machine.Files.Keys.Where(path => path.StartsWith("/proc/sys/", Ordinal)).ToArray())
        {
            _machine.Files[path] = "0\n";
        }

        _machine.Files.Free = 0;
        _machine.Files["/proc/meminfo"] = "MemAvailable: 10 kB\n";
        _machine.Files["/proc/net/route"] = "Iface\tDestination\n";
        _machine.Engine = _machine.Engine! with { Runtimes = ["runc"], LogDrivers = ["syslog"] };
        _machine.Spec = TestMachine.SpecOf(5000);

        DoctorReport report = await RunAsync(DoctorChecks.All);

        DoctorResult[] unwell =
            [.. report.Checks.Where(check => check.Status is DoctorStatus.Warning or DoctorStatus.Failed)];
        Assert.InRange(unwell.Length, 12, DoctorChecks.All.Count);
        Assert.All(unwell, check => Assert.True(
            check is { Reason: not null, Fix: not null } && (check.Link is not null || check.Name == "plan"),
            check.ToString()));
    }

    private static IEnumerable<string> Names(DoctorReport report, DoctorStatus status) =>
        report.Checks.Where(check => check.Status == status).Select(check => check.Name);

    private Task<DoctorReport> RunAsync(IReadOnlyList<IDoctorCheck> checks) =>
        new DoctorRunner(checks, _time).RunAsync(_machine.Context(), CancellationToken.None).WaitAsync(Deadline);

    private async Task<DoctorReport> AdvanceUntilDoneAsync(Task<DoctorReport> run)
    {
        // The quick check must have been seen to end before its time runs out: only the hanging one's timer is left
        // beside the total's.
        await Eventually.HoldsAsync(() => _time.Timers == 2, "the quick check had ended");
        _time.Advance(DoctorRunner.CheckTimeout);
        return await run;
    }
}
