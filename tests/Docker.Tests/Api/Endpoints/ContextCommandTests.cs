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
        var directory = certificates.Directory;
        var tls = $"ca={directory}/ca.pem,cert={directory}/cert.pem,key={directory}/key.pem";
        await RunAsync(home.Path, "context", "create", "lab", "--docker", $"host=tcp://127.0.0.1:2376,{tls}");
        await RunAsync(home.Path, "context", "use", "lab");

        var endpoint = DockerEndpointResolver.Resolve(
            name => name == DockerConfigDirectory.Variable ? home.Path : null, "/no/such/home");

        Assert.Equal("tcp://127.0.0.1:2376 (context \"lab\")", endpoint.ToString());
        Assert.Equal(File.ReadAllText($"{directory}/ca.pem"), File.ReadAllText(endpoint.Tls!.CaPath!));
        Assert.Equal(File.ReadAllText($"{directory}/cert.pem"), File.ReadAllText(endpoint.Tls.CertificatePath!));
        Assert.Equal(File.ReadAllText($"{directory}/key.pem"), File.ReadAllText(endpoint.Tls.KeyPath!));
        Assert.False(endpoint.Tls.SkipVerify);
    }

    private static async Task RunAsync(string configDirectory, params string[] arguments)
    {
        var start = new ProcessStartInfo("docker", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOCKER_CONFIG"] = configDirectory;
        start.Environment.Remove("DOCKER_HOST");
        start.Environment.Remove("DOCKER_CONTEXT");
        using var process = Process.Start(start)!;
        var output = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output);
    }
}
