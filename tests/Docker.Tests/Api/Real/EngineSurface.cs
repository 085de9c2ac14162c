using System.Net;
using System.Text.Json;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Tests.Api.Real;

/// <summary>
/// What every call does on a real Engine, run once for each transport. The truth is asked of the <c>docker</c> command.
/// </summary>
public abstract partial class EngineSurface(RealEngine engine)
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>A name that no other test uses.</summary>
    private string Name() => $"{engine.Id}-{Guid.NewGuid():N}"[..24];

    private Dictionary<string, string> Labels(string name) => new()
    {
        [engine.Label.Split('=')[0]] = engine.Id,
        ["scalesim.test.name"] = name,
    };

    private async Task<CreateContainerParameters> ParametersAsync(string name, params string[] command) => new()
    {
        Name = name,
        Image = await engine.ImageIdAsync(),
        Cmd = command.Length == 0 ? ["sleep", "3600"] : command,
        Labels = Labels(name),
        StopTimeout = 1,
        HostConfig = new HostConfig { NetworkMode = "none" },
    };

    /// <summary>A running container, by ID.</summary>
    private async Task<string> StartAsync(DockerClient client, CreateContainerParameters parameters)
    {
        var created = await client.Containers.CreateContainerAsync(parameters, None);
        Assert.True(await client.Containers.StartContainerAsync(created.ID, None));
        return created.ID;
    }

    private static Task<string> InspectAsync(string id, string format) => DockerCli.RunAsync(
        "inspect", "--format", format, id);

    private static async Task<JsonElement> InspectAsync(string id)
    {
        using var document = JsonDocument.Parse(await DockerCli.RunAsync("inspect", id));
        return document.RootElement[0].Clone();
    }

    private static async Task<DockerApiException> RefusedAsync(HttpStatusCode status, Func<Task> call)
    {
        var refusal = await Assert.ThrowsAsync<DockerApiException>(call);
        Assert.Equal(status, refusal.StatusCode);
        return refusal;
    }
}
