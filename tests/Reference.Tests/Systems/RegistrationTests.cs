using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ScaleSim.Reference.Tests.Clusters;
using ScaleSim.ReferenceProtocol;
using ScaleSim.ReferenceProtocol.Workers;

namespace ScaleSim.Reference.Tests.Systems;

public class RegistrationTests
{
    [Fact]
    public async Task Workers_AreListedWithWhatTheyAdvertise()
    {
        await using var cluster = await TestCluster.StartAsync(workers: 2);

        var workers = await cluster.Client.WorkersAsync(default);

        Assert.Equal(["worker-0000", "worker-0001"], workers.Select(w => w.Name));
        Assert.Equal(cluster.Workers.Select(w => w.Settings.Ports), workers.Select(w => w.Ports));
        Assert.All(
            workers,
            w => Assert.Equal((WorkerState.Live, 1, "127.0.0.1"), (w.State, w.Registrations, w.Address)));
        Assert.All(workers, w => Assert.Equal($"{w.Name}.test.scalesim.internal", w.Host));
    }

    [Fact]
    public async Task Workers_AreListedTwice_WhenTwoClaimOneName()
    {
        await using var cluster = await TestCluster.StartAsync(workers: 1);
        await cluster.AddWorkerAsync(name: "worker-0000");

        await cluster.WaitForAsync(s => s.WorkersLive == 2, "both");

        Assert.Equal(["worker-0000", "worker-0000"], (await cluster.Client.WorkersAsync(default)).Select(w => w.Name));
    }

    [Fact]
    public async Task Worker_OfAnotherRun_IsRefusedAndLivesOn()
    {
        await using var cluster = await TestCluster.StartAsync(workers: 1);
        var stranger = await cluster.AddWorkerAsync(name: "stranger", run: "run-of-yesterday");
        using var http = new HttpClient();

        await Poll.UntilAsync(
            async () => (await http.GetStringAsync(new Uri(cluster.MasterUri, "/metrics")))
                .Contains("route=\"/api/v1/workers/lease\",status=\"403\"", StringComparison.Ordinal),
            "the refusal");

        var health = await http.GetFromJsonAsync(new Uri(stranger.WebUri, "/health"), ReferenceJson.Wire.WorkerHealth);
        Assert.False(health!.Registered);
        Assert.Equal(["worker-0000"], (await cluster.Client.WorkersAsync(default)).Select(w => w.Name));
    }

    [Fact]
    public async Task Storm_IsAbsorbed_ByLeases()
    {
        await using var cluster = await TestCluster.StartAsync(workers: 0);
        using var http = new HttpClient { BaseAddress = cluster.MasterUri };

        // 200 workers take a lease at once and none registers: only so many leases are out.
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => LeaseAsync(http, i)));

        Assert.Equal(50, answers.Count(a => a.Status == HttpStatusCode.OK));
        Assert.Equal(150, answers.Count(a => a.Status == HttpStatusCode.TooManyRequests));
        Assert.All(
            answers.Where(a => a.Status != HttpStatusCode.OK),
            a => Assert.Contains("\"retryAfterMs\":", a.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Storm_RegistersEverybodyOnce_WhenAllComeAtOnce()
    {
        await using var cluster = await TestCluster.StartAsync(workers: 0);

        await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => Task.Run(() => AddAsync(cluster))));
        await cluster.WaitForAsync(s => s.WorkersLive == 60, "60 workers");

        var workers = await cluster.Client.WorkersAsync(default);
        Assert.Equal(60, workers.Select(w => w.Name).Distinct().Count());
        Assert.All(workers, w => Assert.Equal(1, w.Registrations));
    }

    private static async Task AddAsync(TestCluster cluster)
    {
        TestWorker worker;
        lock (cluster)
        {
            worker = cluster.NewWorker();
        }

        await worker.StartAsync();
    }

    private static async Task<(HttpStatusCode Status, string Body)> LeaseAsync(HttpClient http, int index)
    {
        var request = new LeaseRequest(TestCluster.Run, $"worker-{index}", "198.18.0.2");
        using var content = new ByteArrayContent(
            JsonSerializer.SerializeToUtf8Bytes(request, ReferenceJson.Wire.LeaseRequest));
        using var answer = await http.PostAsync(new Uri(Routes.WorkerLease, UriKind.Relative), content);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
