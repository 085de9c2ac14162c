using ScaleSim.Docker.Api.Models;
using ScaleSim.Docker.Pulls;
using ScaleSim.Tests;

namespace ScaleSim.Docker.Tests.Pulls;

/// <summary>An Engine's many lines, as few sentences.</summary>
public sealed class PullProgressTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<string> _sentences = [];

    [Fact]
    public void Report_SaysHowFarThePullIs_OnceASecondAtMost()
    {
        var progress = new PullProgress("redis:7", _sentences.Add, _time);

        progress.Report(new JSONMessage { ID = "7", Status = "Pulling from library/redis" });
        progress.Report(new JSONMessage { ID = "a", Status = "Pulling fs layer" });
        progress.Report(new JSONMessage { ID = "b", Status = "Already exists" });
        Assert.Empty(_sentences);

        _time.Advance(TimeSpan.FromSeconds(1));
        progress.Report(Downloading("a", 2_500_000, 10_000_000));
        progress.Report(Downloading("a", 5_000_000, 10_000_000));
        _time.Advance(TimeSpan.FromSeconds(1));
        progress.Report(new JSONMessage { Status = "Digest: sha256:1" });
        progress.Report(Downloading("c", 1_000_000, 0));
        _time.Advance(TimeSpan.FromSeconds(5));
        progress.Report(new JSONMessage { ID = "a", Status = "Pull complete" });

        Assert.Equal(
            [
                "Pulling redis:7: 1 of 2 layers, 2.5 of 10.0 MB",
                "Pulling redis:7: 1 of 3 layers, 6.0 of 11.0 MB",
                "Pulling redis:7: 2 of 3 layers, 11.0 of 11.0 MB",
            ],
            _sentences);
    }

    [Fact]
    public void Report_CountsNoSeconds_AsBytes()
    {
        var progress = new PullProgress("redis:7", _sentences.Add, _time);
        progress.Report(Downloading("a", 4_000_000, 4_000_000));
        _time.Advance(TimeSpan.FromSeconds(1));

        progress.Report(new JSONMessage
        {
            ID = "a",
            Status = "Extracting",
            ProgressDetail = new JSONProgress { Current = 9, Units = "s" },
        });

        Assert.Equal(["Pulling redis:7: 0 of 1 layers, 4.0 of 4.0 MB"], _sentences);
    }

    private static JSONMessage Downloading(string layer, long current, long total) => new()
    {
        ID = layer,
        Status = "Downloading",
        ProgressDetail = new JSONProgress { Current = current, Total = total },
    };
}
