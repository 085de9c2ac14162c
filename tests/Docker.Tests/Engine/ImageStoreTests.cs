using System.Text;
using System.Text.Json;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Specs.Images;
using ScaleSim.Docker.Api;

namespace ScaleSim.Docker.Tests.Engine;

/// <summary>Images by name: when they are pulled, with what, and what a user reads where they can't be.</summary>
public sealed class ImageStoreTests : IDisposable
{
    private const string Hex = "2222222222222222222222222222222222222222222222222222222222222222";

    private readonly ImageScript _engine = new();

    public void Dispose() => Task.Run(() => _engine.DisposeAsync().AsTask()).GetAwaiter().GetResult();

    [Fact]
    public async Task Missing_PullsWhatTheEngineLacks_Once()
    {
        PullBrings("redis:latest");

        string first = await _engine.FindAsync("redis", ImagePull.Missing);
        string second = await _engine.FindAsync("redis", ImagePull.Missing);

        Assert.Equal((ImageScript.Id, ImageScript.Id), (first, second));
        Assert.Equal("/v1.41/images/create?fromImage=redis&tag=latest", Assert.Single(_engine.Pulls).Target);
        Assert.Equal("Pulling redis:latest from docker.io", _engine.Reports.First());
        Assert.StartsWith("Pulled redis:latest in ", _engine.Reports.Last(), StringComparison.Ordinal);
        Assert.Equal(ImageScript.Id, await _engine.FindKnownAsync("redis"));
    }

    [Fact]
    public async Task Pulls_AreHeard_WhereverTheOptionsSay()
    {
        PullBrings("redis:7");

        await _engine.FindUnheardAsync("redis:7");
        Assert.Equal(("Pulling redis:7 from docker.io", 2), (_engine.Overheard.First(), _engine.Overheard.Count));
        await _engine.FindAsync("redis:latest", ImagePull.Missing);

        Assert.Equal((2, 2), (_engine.Reports.Count, _engine.Overheard.Count));
    }

    [Theory]
    [InlineData(ImagePull.Missing)]
    [InlineData(ImagePull.Never)]
    public async Task PresentImages_AreTaken_AsTheyAre(ImagePull pull)
    {
        _engine.Add("registry.lab:5000/team/worker:1");

        Assert.Equal(ImageScript.Id, await _engine.FindAsync("registry.lab:5000/team/worker:1", pull));
        Assert.Empty(_engine.Pulls);
        Assert.Empty(_engine.Reports);
    }

    [Fact]
    public async Task Always_PullsWhateverTheEngineHas_OncePerCommand_AndEverybodyGetsThat()
    {
        _engine.Add("redis:7");
        _engine.OnPull = exchange =>
        {
            _engine.Add("redis:7", $"sha256:{Hex}");
            return exchange.AnswerAsync(200);
        };

        Assert.Equal(ImageScript.Id, await _engine.FindAsync("redis:7", ImagePull.Missing));
        Assert.Equal($"sha256:{Hex}", await _engine.FindAsync("redis:7", ImagePull.Always));
        Assert.Equal($"sha256:{Hex}", await _engine.FindAsync("redis:7", ImagePull.Always));
        Assert.Equal($"sha256:{Hex}", await _engine.FindKnownAsync("redis:7"));
        Assert.Single(_engine.Pulls);
    }

    [Fact]
    public async Task Always_Fails_WhereThePullDoes_ThoughTheEngineHasAnImage()
    {
        _engine.Add("redis:7");
        _engine.OnPull = exchange => exchange.AnswerAsync(404, "{\"message\":\"manifest unknown\"}");

        await MissesAsync("redis:7", ImagePull.Always);
        PullBrings("redis:7");

        // What failed may be asked for again.
        Assert.Equal(ImageScript.Id, await _engine.FindAsync("redis:7", ImagePull.Always));
        Assert.Equal(2, _engine.Pulls.Count);
    }

    [Fact]
    public async Task Never_PullsNothing_AndNamesThePull()
    {
        string message = await MissesAsync("redis:7", ImagePull.Never);

        Assert.Equal(
            "Image redis:7 is not on this engine, and it may not be pulled here ('pull: never'). Get it yourself with "
            + "'docker pull redis:7', build it, or set 'pull: missing'; then run the same command again.",
            message);
        Assert.Empty(_engine.Pulls);
    }

    [Fact]
    public async Task Digests_ArePulled_AndLookedForByThemselves()
    {
        PullBrings($"registry.lab/worker@sha256:{Hex}");

        await _engine.FindAsync($"registry.lab/worker:1.4@sha256:{Hex}", ImagePull.Missing);

        var pull = Assert.Single(_engine.Pulls);
        Assert.Equal(("registry.lab/worker", $"sha256:{Hex}"), (pull.Query("fromImage"), pull.Query("tag")));
    }

    [Theory]
    [InlineData(ImagePull.Missing)]
    [InlineData(ImagePull.Always)]
    public async Task Ids_AreTaken_AndCantBePulled(ImagePull pull)
    {
        _engine.Add($"sha256:{Hex}", $"sha256:{Hex}");

        Assert.Equal($"sha256:{Hex}", await _engine.FindAsync($"sha256:{Hex}", pull));
        string message = await MissesAsync(Hex, pull);

        Assert.Contains("it is an ID, by which no registry knows an image", message, StringComparison.Ordinal);
        Assert.Empty(_engine.Pulls);
    }

    [Fact]
    public async Task Names_ThatAreNone_AreRefusedBeforeAnyPull()
    {
        string message = await MissesAsync("Redis:7", ImagePull.Missing);

        Assert.Contains("its repository 'Redis' has capital letters", message, StringComparison.Ordinal);
        Assert.Contains("docker pull Redis:7", message, StringComparison.Ordinal);
        Assert.Empty(_engine.Pulls);
    }

    [Fact]
    public async Task Pulls_CarryTheRegistrysCredentials()
    {
        _engine.Folder
            .WithHelper("lab", "echo '{\"Username\":\"<token>\",\"Secret\":\"s3cret\"}'")
            .WithConfig("{\"credHelpers\":{\"registry.lab:5000\":\"lab\"}}");
        PullBrings("registry.lab:5000/worker:1");
        PullBrings("redis:latest");

        await _engine.FindAsync("registry.lab:5000/worker:1", ImagePull.Missing);
        await _engine.FindAsync("redis", ImagePull.Missing);

        var header = _engine.Pulls[0].Headers["x-registry-auth"].Replace('-', '+').Replace('_', '/');
        using var sent = JsonDocument.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(header)));
        Assert.Equal("s3cret", sent.RootElement.GetProperty("identitytoken").GetString());
        Assert.Equal("registry.lab:5000", sent.RootElement.GetProperty("serveraddress").GetString());
        Assert.False(_engine.Pulls[1].Headers.ContainsKey("x-registry-auth"));
    }

    [Fact]
    public async Task Pulls_GoOnWithoutCredentials_WhereAHelperFails_AndSaySo()
    {
        _engine.Folder.WithConfig("{\"credsStore\":\"desktop\"}");
        PullBrings("redis:latest");

        Assert.Equal(ImageScript.Id, await _engine.FindAsync("redis", ImagePull.Missing));
        Assert.Contains(_engine.Reports, report =>
            report.Contains("docker-credential-desktop: there is no such program in PATH", StringComparison.Ordinal)
            && report.EndsWith("Pulling redis:latest without credentials", StringComparison.Ordinal));

        _engine.OnPull = exchange => exchange.AnswerAsync(404, "{\"message\":\"pull access denied for a/b\"}");
        string refused = await MissesAsync("a/b", ImagePull.Missing);
        Assert.Contains("docker-credential-desktop", refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, "pull access denied for worker, repository does not exist or may require 'docker login': denied: "
        + "requested access to the resource is denied", "give it to the user ada", "docker login registry.lab")]
    [InlineData(500, "Get \\\"https://registry.lab/v2/\\\": unauthorized: authentication required", "the user ada",
        "docker login registry.lab")]
    [InlineData(500, "Head \\\"https://registry.lab/v2/worker\\\": no basic auth credentials", "the user ada",
        "docker login registry.lab")]
    [InlineData(401, "words of no kind", "does not give it to the user ada", "docker login registry.lab")]
    [InlineData(404, "manifest for registry.lab/worker:1 not found: manifest unknown: manifest unknown",
        "the registry registry.lab has no such image", "Correct its name or tag")]
    [InlineData(429, "words of no kind", "takes no more pulls from the user ada", "docker login registry.lab")]
    public async Task Refusals_ThatStay_AreToldAtOnce_WithWhatHelps(int status, string words, string why, string remedy)
    {
        WithPassword("s3cret");
        _engine.OnPull = exchange => exchange.AnswerAsync(status, $"{{\"message\":\"{words}\"}}");

        string message = await MissesAsync("registry.lab/worker:1", ImagePull.Missing);

        Assert.StartsWith("Image registry.lab/worker:1 can't be pulled: ", message, StringComparison.Ordinal);
        Assert.Contains(why, message, StringComparison.Ordinal);
        Assert.Contains(remedy, message, StringComparison.Ordinal);
        Assert.Contains(words.Replace("\\\"", "\"", StringComparison.Ordinal), message, StringComparison.Ordinal);
        Assert.Contains("'docker pull registry.lab/worker:1'", message, StringComparison.Ordinal);
        Assert.Single(_engine.Pulls);
    }

    [Theory]
    [InlineData("no matching manifest for linux/amd64 in the manifest list entries", "the engine's kind of machine")]
    [InlineData("failed to register layer: write /a: no space left on device", "the engine's disk is full")]
    [InlineData("words of no kind", "the engine or the registry refused")]
    public async Task Refusals_WithinTheAnswer_AreTold(string words, string why)
    {
        _engine.OnPull = exchange => exchange.AnswerAsync(
            200,
            "{\"status\":\"Pulling from worker\",\"id\":\"1\"}\n"
            + $"{{\"errorDetail\":{{\"message\":\"{words}\"}}}}\n");

        string message = await MissesAsync("worker:1", ImagePull.Missing);

        Assert.Contains(why, message, StringComparison.Ordinal);
        Assert.Contains(words, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusals_NeverShowTheSecret()
    {
        WithPassword("s3cret");
        _engine.OnPull = exchange => exchange.AnswerAsync(
            500, "{\"message\":\"unauthorized: ada:s3cret is wrong\"}");

        var failure = await Assert.ThrowsAsync<ImageMissingException>(
            () => _engine.FindAsync("registry.lab/worker:1", ImagePull.Missing));

        Assert.Contains("ada:*** is wrong", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get \\\"https://registry-1.docker.io/v2/\\\": dial tcp: lookup registry-1.docker.io: no such host")]
    [InlineData("net/http: request canceled (Client.Timeout exceeded while awaiting headers)")]
    public async Task Registries_OutOfReach_AreTriedAgain_AndThenTold(string words)
    {
        _engine.OnPull = exchange => exchange.AnswerAsync(500, $"{{\"message\":\"{words}\"}}");

        string message = await MissesAsync("redis", ImagePull.Missing);

        Assert.Contains("no usable answer from the registry docker.io", message, StringComparison.Ordinal);
        Assert.Contains("'docker save' and 'docker load'", message, StringComparison.Ordinal);
        Assert.Equal(3, _engine.Pulls.Count);
    }

    [Fact]
    public async Task Connections_ThatBreak_AreTriedAgain()
    {
        _engine.OnPull = async exchange =>
        {
            if (_engine.Pulls.Count > 1)
            {
                _engine.Add("redis:latest");
                await exchange.AnswerAsync(200);
                return;
            }

            await exchange.BeginChunkedAsync();
            await exchange.ChunkAsync("{\"status\":\"Pull");
            exchange.Close();
        };

        Assert.Equal(ImageScript.Id, await _engine.FindAsync("redis", ImagePull.Missing));
        Assert.Equal(2, _engine.Pulls.Count);
    }

    [Fact]
    public async Task Engines_ThatStayAway_AreNoMissingImage()
    {
        _engine.OnPull = exchange =>
        {
            exchange.Close();
            return Task.CompletedTask;
        };

        await Assert.ThrowsAsync<DockerConnectionException>(() => _engine.FindAsync("redis", ImagePull.Missing));
        Assert.Equal(3, _engine.Pulls.Count);
    }

    [Fact]
    public async Task Images_ForAnotherMachine_AreRefused_WhetherPulledOrThere()
    {
        _engine.Add("there:1", architecture: "arm64");
        _engine.OnPull = exchange =>
        {
            _engine.Add("pulled:1", os: "windows");
            return exchange.AnswerAsync(200);
        };

        string there = await MissesAsync("there:1", ImagePull.Missing);
        string pulled = await MissesAsync("pulled:1", ImagePull.Missing);

        Assert.Contains(
            "Image there:1 is for linux/arm64, and this engine runs on linux/amd64", there, StringComparison.Ordinal);
        Assert.Contains("'docker pull --platform linux/amd64 there:1'", there, StringComparison.Ordinal);
        Assert.Contains("Image pulled:1 is for windows/amd64", pulled, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Images_OfA32BitKin_OrWithoutAPlatform_AreTaken()
    {
        _engine.Add("kin:1", architecture: "386");
        _engine.Add("plain:1", os: "", architecture: "");

        Assert.Equal(ImageScript.Id, await _engine.FindAsync("kin:1", ImagePull.Never));
        Assert.Equal(ImageScript.Id, await _engine.FindAsync("plain:1", ImagePull.Never));
    }

    [Fact]
    public async Task Images_ThatAreNotThereAfterAPull_AreTold()
    {
        string message = await MissesAsync("redis", ImagePull.Missing);

        Assert.Contains("was pulled, and the engine does not have it", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pulls_AreCancelled_AndMayBeAskedForAgain()
    {
        using var cancel = new CancellationTokenSource();
        _engine.OnPull = async exchange =>
        {
            await exchange.BeginChunkedAsync();
            await cancel.CancelAsync();
            await exchange.HangAsync();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _engine.FindAsync("redis", ImagePull.Missing, cancel.Token));
        PullBrings("redis:latest");

        Assert.Equal(ImageScript.Id, await _engine.FindAsync("redis", ImagePull.Missing));
    }

    private void PullBrings(string name) => _engine.OnPull = exchange =>
    {
        _engine.Add(name);
        _engine.Add(exchange.Request.Query("fromImage") + ":" + exchange.Request.Query("tag"));
        return exchange.AnswerAsync(200, "{\"status\":\"Status: Downloaded newer image\"}\n");
    };

    private void WithPassword(string password)
    {
        string auth = Convert.ToBase64String(Encoding.UTF8.GetBytes($"ada:{password}"));
        _engine.Folder.WithConfig($"{{\"auths\":{{\"registry.lab\":{{\"auth\":\"{auth}\"}}}}}}");
    }

    private async Task<string> MissesAsync(string name, ImagePull pull) =>
        (await Assert.ThrowsAsync<ImageMissingException>(() => _engine.FindAsync(name, pull))).Message;
}
