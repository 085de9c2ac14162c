using System.Collections.Concurrent;
using System.Globalization;
using ScaleSim.Core.Masters;
using ScaleSim.Core.Tests.Reports;
using ScaleSim.Tests;

namespace ScaleSim.Core.Tests.Masters;

public sealed class MasterSamplerTests : IDisposable
{
    private const int ProcessId = 812;

    private readonly FakeTimeProvider _time = new();
    private readonly TemporaryDirectory _proc = new();
    private readonly ConcurrentQueue<MasterSample> _samples = new();
    private readonly CancellationTokenSource _cancellation = new();
    private int? _processId = ProcessId;
    private string _page = "";

    [Fact]
    public async Task Sampler_GivesASampleEachSecond_OfProcessAndPage()
    {
        Process(start: 100, cpuTicks: 1000, pages: 10);
        Page(requests: 50, fast: 50, all: 50);
        Task running = Run();

        Process(start: 100, cpuTicks: 1025, pages: 20);
        Page(requests: 80, fast: 50, all: 80);
        MasterSample sample = await NextAsync();

        Assert.Equal(TimeSpan.FromSeconds(1), sample.Time);
        Assert.Equal(25, sample.CpuPercent!.Value, precision: 6);
        Assert.Equal(20L * Environment.SystemPageSize, sample.MemoryBytes);
        Assert.Equal(30, sample.RequestsPerSecond!.Value, precision: 6);
        Assert.Equal(TimeSpan.FromMilliseconds(150), sample.LatencyP50);
        await EndAsync(running);
    }

    [Fact]
    public async Task Sampler_LeavesColumnsEmpty_WhereThereIsNothingToRead()
    {
        _processId = null;
        Task running = Run();

        MasterSample sample = await NextAsync();

        Assert.Equal(new MasterSample(TimeSpan.FromSeconds(1), null, null, null, null, null, null), sample);
        await EndAsync(running);
    }

    [Fact]
    public async Task Sampler_TakesAProcessElsewhere_FromItsPage()
    {
        _processId = null;
        _page = "process_cpu_seconds_total 10.5\nprocess_resident_memory_bytes 8000000\n";
        Task running = Run();

        _page = "process_cpu_seconds_total 10.75\nprocess_resident_memory_bytes 9000000\n";
        MasterSample first = await NextAsync();
        _page = "process_cpu_seconds_total 0.1\nprocess_resident_memory_bytes 1e300\n";
        MasterSample restarted = await NextAsync();

        Assert.Equal(25, first.CpuPercent!.Value, precision: 6);
        Assert.Equal(9_000_000, first.MemoryBytes);
        Assert.Equal((null, null), (restarted.CpuPercent, restarted.MemoryBytes));
        await EndAsync(running);
    }

    [Fact]
    public async Task Sampler_BelievesTheProcess_WhereItIsHere()
    {
        Process(start: 100, cpuTicks: 1000, pages: 10);
        _page = "process_cpu_seconds_total 1\nprocess_resident_memory_bytes 1\n";
        Task running = Run();

        Process(start: 100, cpuTicks: 1025, pages: 20);
        MasterSample sample = await NextAsync();

        Assert.Equal(25, sample.CpuPercent!.Value, precision: 6);
        Assert.Equal(20L * Environment.SystemPageSize, sample.MemoryBytes);
        await EndAsync(running);
    }

    [Fact]
    public async Task Sampler_ComparesNothing_AcrossARestartOfTheMaster()
    {
        Process(start: 100, cpuTicks: 1000, pages: 10);
        Page(requests: 500, fast: 500, all: 500);
        Task running = Run();

        Process(start: 9000, cpuTicks: 30, pages: 5);
        Page(requests: 7, fast: 7, all: 7);
        MasterSample first = await NextAsync();
        Process(start: 9000, cpuTicks: 40, pages: 6);
        MasterSample second = await NextAsync();

        Assert.Null(first.CpuPercent);
        Assert.Equal(5L * Environment.SystemPageSize, first.MemoryBytes);
        Assert.Equal(7, first.RequestsPerSecond!.Value, precision: 6);
        Assert.Equal(10, second.CpuPercent!.Value, precision: 6);
        Assert.Equal((0.0, null), (second.RequestsPerSecond, second.LatencyP50));
        await EndAsync(running);
    }

    [Fact]
    public async Task Sampler_HasNoLatency_OfAPageThatClaimsTheImpossible()
    {
        _page = "requests_total 1\nseconds_bucket{le=\"1e300\"} 0\nseconds_bucket{le=\"+Inf\"} 0\n";
        Task running = Run();

        _page = "requests_total 2\nseconds_bucket{le=\"1e300\"} 9\nseconds_bucket{le=\"+Inf\"} 9\n";

        Assert.Null((await NextAsync()).LatencyP50);
        await EndAsync(running);
    }

    public void Dispose()
    {
        _cancellation.Dispose();
        _proc.Dispose();
    }

    private Task Run()
    {
        var http = new HttpClient(ScriptedHandler.Pages(() => _page));
        var page = new MetricsPageReader(
            http, () => new Uri("http://master/metrics"), new MasterMetricsSpec("requests_total", "seconds"), _time);
        var sampler = new MasterSampler(() => _processId, page, _time, new ProcessReader(_proc.Path));
        return sampler.RunAsync(_time.GetUtcNow(), _samples.Enqueue, _cancellation.Token);
    }

    private async Task<MasterSample> NextAsync()
    {
        int before = _samples.Count;
        _time.Advance(MasterSampler.Interval);
        await Eventually.HoldsAsync(() => _samples.Count > before, "the next sample has come");
        return _samples.Last();
    }

    private async Task EndAsync(Task running)
    {
        await _cancellation.CancelAsync();
        await running;
    }

    private void Process(long start, long cpuTicks, long pages)
    {
        string directory = _proc.PathOf(ProcessId.ToString(CultureInfo.InvariantCulture));
        Directory.CreateDirectory(directory);
        File.WriteAllText(
            Path.Combine(directory, "stat"), $"812 (m) S 1 2 3 0 -1 5 6 0 7 0 {cpuTicks} 0 0 0 20 0 14 0 {start} 8 9");
        File.WriteAllText(Path.Combine(directory, "statm"), $"100 {pages} 0 0 0 0 0\n");
    }

    private void Page(int requests, int fast, int all) => _page =
        $"requests_total {requests}\nseconds_bucket{{le=\"0.1\"}} {fast}\nseconds_bucket{{le=\"0.2\"}} {all}\n"
        + $"seconds_bucket{{le=\"+Inf\"}} {all}\n";
}
