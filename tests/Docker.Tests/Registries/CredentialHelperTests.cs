using ScaleSim.Docker.Registries;
using ScaleSim.Tests;

namespace ScaleSim.Docker.Tests.Registries;

/// <summary>Helper programs, as scripts: what they may answer, and all they can do wrong.</summary>
public sealed class CredentialHelperTests : IDisposable
{
    private const string Server = "registry.lab:5000";
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly HelperFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Helper_IsAskedForTheServer_OnItsInput()
    {
        _folder.WithHelper("lab", "echo \"{\\\"ServerURL\\\":\\\"$server\\\",\\\"Username\\\":\\\"ada at $server\\\","
            + "\\\"Secret\\\":\\\"s3cret\\\"}\"");

        var answer = await _folder.Helper().GetAsync("lab", Server, None);

        Assert.Equal(("ada at registry.lab:5000", "s3cret"), (answer!.Username, answer.Secret));
        Assert.DoesNotContain("s3cret", answer.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("echo 'credentials not found in native keychain'; exit 1")]
    [InlineData("echo 'Credentials not found in native keychain'; echo noise >&2; exit 1")]
    public async Task Helper_WithoutCredentials_IsNoFailure(string script)
    {
        _folder.WithHelper("lab", script);

        Assert.Null(await _folder.Helper().GetAsync("lab", Server, None));
    }

    [Theory]
    [InlineData("echo 'pass not initialized'; exit 1", "it ended with exit code 1: pass not initialized")]
    [InlineData("exit 7", "it ended with exit code 7")]
    [InlineData("kill -9 $$", "it ended with exit code 137")]
    [InlineData("true", "its 0 bytes of output are no credentials in JSON")]
    [InlineData("echo '{\"Secret\":\"s3cret\"'", "bytes of output are no credentials in JSON")]
    [InlineData("echo '[\"s3cret\"]'", "bytes of output are no credentials in JSON")]
    [InlineData("echo null", "it answers null")]
    [InlineData("echo '{\"Secret\":\"s3cret\"}'; exit 1", "it ended with exit code 1.")]
    [InlineData("head -c 1000000 /dev/zero", "its 65536 bytes of output are no credentials in JSON")]
    [InlineData("head -c 1000000 /dev/zero >&2; exit 3", "it ended with exit code 3")]
    public async Task Helper_ThatFails_IsNamed_AndItsSecretIsNot(string script, string why)
    {
        _folder.WithHelper("lab", script);

        var failure = await Assert.ThrowsAsync<CredentialsException>(
            () => _folder.Helper().GetAsync("lab", Server, None));

        Assert.StartsWith(
            $"No credentials for {Server} from docker-credential-lab: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
        Assert.Contains(
            $"'echo {Server} | docker-credential-lab get'", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Helper_ThatReadsNothing_IsHeardAllTheSame()
    {
        _folder.WithProgram("deaf", "#!/bin/sh\nexec <&-\necho '{\"Username\":\"ada\",\"Secret\":\"x\"}'\n");

        Assert.Equal("ada", (await _folder.Helper().GetAsync("deaf", Server, None))!.Username);
    }

    [Fact]
    public async Task Helper_ThatHangs_IsEnded()
    {
        var pid = _folder.File("pid");
        _folder.WithHelper("slow", $"echo $$ > {pid}.new; mv {pid}.new {pid}; exec sleep 1000");
        var helper = _folder.Helper(TimeSpan.FromSeconds(2));

        var failure = await Assert.ThrowsAsync<CredentialsException>(() => helper.GetAsync("slow", Server, None));

        Assert.Contains("it had not ended after 2 s", failure.Message, StringComparison.Ordinal);
        await AssertEndedAsync(pid);
    }

    [Fact]
    public async Task Helper_IsEnded_WhenTheCallerGivesUp()
    {
        var pid = _folder.File("pid");
        _folder.WithHelper("slow", $"echo $$ > {pid}.new; mv {pid}.new {pid}; exec sleep 1000");
        using var cancel = new CancellationTokenSource();

        var asking = _folder.Helper().GetAsync("slow", Server, cancel.Token);
        await Eventually.HoldsAsync(() => File.Exists(pid), "the helper runs");
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await AssertEndedAsync(pid);
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("a/b")]
    [InlineData("")]
    [InlineData("-x")]
    [InlineData("a b")]
    [InlineData("a;b")]
    [InlineData("a\n")]
    public async Task Helper_WithAStrangeName_IsNotRun(string name)
    {
        var failure = await Assert.ThrowsAsync<CredentialsException>(
            () => _folder.Helper().GetAsync(name, Server, None));

        Assert.Contains("its name is not made of", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Helper_IsLookedFor_InAbsoluteFoldersOfPathAlone()
    {
        _folder.WithHelper("lab", "echo '{\"Username\":\"ada\",\"Secret\":\"x\"}'");
        _folder["PATH"] = $":.:{Path.GetRelativePath(Environment.CurrentDirectory, _folder.Programs)}";

        var failure = await Assert.ThrowsAsync<CredentialsException>(
            () => _folder.Helper().GetAsync("lab", Server, None));

        Assert.Contains("there is no such program in PATH", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Helper_ThatMayNotBeRun_IsNotThere()
    {
        _folder.WithHelper("lab", "true");
        File.SetUnixFileMode(Path.Combine(_folder.Programs, "docker-credential-lab"), UnixFileMode.UserRead);

        var failure = await Assert.ThrowsAsync<CredentialsException>(
            () => _folder.Helper().GetAsync("lab", Server, None));

        Assert.Contains("there is no such program in PATH", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Helper_WithoutAnInterpreter_SaysSo()
    {
        _folder.WithHelper("lab", "true");
        var path = Path.Combine(_folder.Programs, "docker-credential-lab");
        await File.WriteAllTextAsync(path, "#!/no/such/interpreter\n");

        var failure = await Assert.ThrowsAsync<CredentialsException>(
            () => _folder.Helper().GetAsync("lab", Server, None));

        Assert.Contains("No such file or directory", failure.Message, StringComparison.Ordinal);
    }

    private static Task AssertEndedAsync(string pidFile) => Eventually.HoldsAsync(
        () => !Directory.Exists($"/proc/{File.ReadAllText(pidFile).Trim()}"), "the helper is gone");
}
