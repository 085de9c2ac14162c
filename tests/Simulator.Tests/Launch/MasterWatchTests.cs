using System.Net;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Masters;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Reports;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Tests.Reports;
using ScaleSim.Simulator.Launch;
using ScaleSim.Simulator.Tests.Reference;
using ScaleSim.Tests;

namespace ScaleSim.Simulator.Tests.Launch;

/// <summary>master.csv, whoever runs the master.</summary>
public sealed class MasterWatchTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly TemporaryDirectory _directory = new();
    private readonly PageHandler _pages = new();

    [Fact]
    public async Task Watch_ReadsThePage_OfAMasterThatRunsElsewhere()
    {
        ClusterPlan plan = Plan(new SpecFlags { Master = new ExternalMasterSpec { Host = "192.0.2.7", Port = 5000 } });

        string[] samples = await WatchAsync(plan, isFake: false);

        Assert.Equal("http://192.0.2.7:5000/metrics", _pages.Asked);
        Assert.Equal("1000,50,4096,3,,,", samples[1].TrimEnd('\r'));
    }

    [Fact]
    public async Task Watch_AsksNobody_WhereTheEngineIsFake()
    {
        await WatchAsync(Plan(new SpecFlags()), isFake: true);

        Assert.Null(_pages.Asked);
    }

    public void Dispose()
    {
        _pages.Dispose();
        _directory.Dispose();
    }

    private static HostFacts Facts { get; } = new()
    {
        Engine = new EngineFacts
        {
            Kind = "docker",
            Version = "20.10.24",
            ApiVersion = new Version(1, 41),
            IsLocal = true,
            Cores = 2,
            MemoryBytes = 1L << 40,
        },
        MemoryAvailableBytes = 1L << 40,
    };

    private static ClusterPlan Plan(SpecFlags flags) => Planner.Plan(
        RequestedSpec.Of(file: null, flags with { Name = "demo", Workers = 2 }),
        Facts,
        new RunIdentity("1a2b3c4d", "jane", "0.1.0"));

    private static RunFacts FactsOf(ClusterPlan plan) => new()
    {
        Version = "0.1.0",
        Commit = "",
        SpecSha256 = SpecHash.Of(plan.Spec),
        PlanSha256 = PlanHash.Of(plan),
        Arguments = [],
        Engine = Facts.Engine,
        Runtime = "",
        Machine = new MachineFacts("AMD EPYC 7B13", 2, 24L << 30, "6.18.5", "Debian GNU/Linux 12"),
    };

    private async Task<string[]> WatchAsync(ClusterPlan plan, bool isFake)
    {
        using var http = new HttpClient(_pages, disposeHandler: false);
        using OutputDirectory output = OutputDirectory.Open(_directory.Path);
        using var reference = new InMemoryReference(plan, _time, Fault.None);
        await using var engine = new InMemoryEngine(plan, reference)
        {
            Capabilities = new EngineCapabilities(Network: !isFake, Exec: true, SharedShim: false),
        };
        await using (var report = new RunReport(output, FactsOf(plan)))
        {
            var live = new LiveCluster(plan, engine, Keeper: null, Paths: null, new ForeignMasterControl());
            var services = new LaunchServices(_time, new HostFiles(), http);
            await using var watch = new MasterWatch(() => live, services, _time.GetUtcNow(), report);
            for (int page = 1; page <= 3; page++)
            {
                // The sample of one page is written before the next is asked for.
                await Eventually.HoldsAsync(() => isFake || _pages.Count == page, "another page is read");
                _time.Advance(MasterSampler.Interval);
            }
        }

        return await File.ReadAllLinesAsync(Path.Combine(_directory.Path, ReportFiles.Master));
    }

    /// <summary>A page on which half a second of processor time and three requests come with each reading.</summary>
    private sealed class PageHandler : HttpMessageHandler
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public string? Asked { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked = request.RequestUri!.ToString();
            double readings = Interlocked.Increment(ref _count);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(FormattableString.Invariant(
                    $"process_cpu_seconds_total {readings / 2}\nprocess_resident_memory_bytes 4096\n")
                    + FormattableString.Invariant($"scalesim_master_requests_total {3 * readings}\n")),
            });
        }
    }
}
