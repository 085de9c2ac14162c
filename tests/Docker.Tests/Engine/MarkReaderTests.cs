using ScaleSim.Core.Engines.Marks;
using ScaleSim.Docker.Clusters;
using ScaleSim.Docker.Engine;
using ScaleSim.Docker.Tests.Api.Real;

namespace ScaleSim.Docker.Tests.Engine;

/// <summary>What bears a cluster's labels, on a real Engine; the witness makes it with docker's own command.</summary>
public sealed class MarkReaderTests(UnixEngine engine) : IClassFixture<UnixEngine>
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string _cluster = $"marks-{Guid.NewGuid():N}"[..16];

    [DockerFact]
    public async Task Marks_AreThoseOfTheClusterAndTheRun()
    {
        var reader = new MarkReader(await engine.ClientAsync(), new EnginePipelines(TimeProvider.System));
        string image = await engine.ImageIdAsync();
        string first = await CreateAsync(image, "11112222", "--volume", "/data", "--volume", $"{_cluster}:/named");
        await CreateAsync(image, "33334444");
        try
        {
            IReadOnlyList<MarkedContainer> ofRun = await reader.ListContainersAsync(_cluster, "11112222", None);

            MarkedContainer marked = Assert.Single(ofRun);
            Assert.Equal((first, "11112222"), (marked.Id, marked.Run));
            string volume = Assert.Single(marked.Volumes);
            Assert.Equal(2, (await reader.ListContainersAsync(_cluster, run: null, None)).Count);
            Assert.Empty(await reader.ListNetworksAsync(_cluster, run: null, None));

            await DockerCli.RunAsync("rm", first);
            Assert.Equal([volume], await reader.ListVolumesAsync(_cluster, run: null, [volume], None));
            await DockerCli.RunAsync("volume", "rm", volume);
            Assert.Empty(await reader.ListVolumesAsync(_cluster, run: null, [volume], None));
        }
        finally
        {
            foreach (MarkedContainer left in await reader.ListContainersAsync(_cluster, run: null, None))
            {
                await DockerCli.TryRunAsync("rm", "--force", "--volumes", left.Id);
            }

            await DockerCli.TryRunAsync("volume", "rm", _cluster);
        }
    }

    private Task<string> CreateAsync(string image, string run, params string[] options) => DockerCli.RunAsync(
    [
        "create", "--network", "none", "--label", engine.Label, "--label", $"scalesim.cluster={_cluster}",
        "--label", $"scalesim.run={run}", .. options, image,
    ]);
}
