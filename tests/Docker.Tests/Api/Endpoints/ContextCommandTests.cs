using System.Diagnostics;
using ScaleSim.Docker.Api.Endpoints;

namespace ScaleSim.Docker.Tests.Api.Endpoints;

/// <summary>Contexts that the docker command itself wrote.</summary>
public sealed class ContextCommandTests
{
    [DockerFact]
    public async Task Resolve_FindsTheContext_ThatTheDockerCommandMade()
    {
        using var certificates = new Fakes.TestCertificates();
        using var home = new TemporaryDirectory();
        var tls = $"ca={certificates.Directory}/ca.pem,cert={certificates.Directory}/cert.pem,key={certificates.Directory}/key.pem";
        await RunAsync(home.Path, "context", "create", "lab", "--docker", $"host=tcp://127.0.0.1:2376,{tls}");
        await RunAsync(home.Path, "context", "use", "lab");

        var endpoint = DockerEndpointResolver.Resolve(
            name => name == DockerEndpointResolver.ConfigVariable ? home.Path : null, "/no/such/home");

        Assert.Equal("tcp://127.0.0.1:2376 (context \"lab\")", endpoint.ToString());
        Assert.Equal(File.ReadAllText($"{certificates.Directory}/ca.pem"), File.ReadAllText(endpoint.Tls!.CaPath!));
        Assert.Equal(File.ReadAllText($"{certificates.Directory}/cert.pem"), File.ReadAllText(endpoint.Tls.CertificatePath!));
        Assert.Equal(File.ReadAllText($"{certificates.Directory}/key.pem"), File.ReadAllText(endpoint.Tls.KeyPath!));
        Assert.False(endpoint.Tls.SkipVerify);
    }

    private static async Task RunAsync(string configDirectory, params string[] arguments)
    {
        var start = new ProcessStartInfo("docker", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOCKER_CONFIG"] = configDirectory;
        start.Environment.Remove("DOCKER_HOST");
        start.Environment.Remove("DOCKER_CONTEXT");
        using var process = Process.Start(start)!;
        var output = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output);
    }
}
