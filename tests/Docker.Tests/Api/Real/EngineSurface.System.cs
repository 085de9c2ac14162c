using System.Text.Json;
using ScaleSim.Docker.Api.Models;
using ScaleSim.Docker.Api.Transport;
using ScaleSim.Docker.Clusters;

namespace ScaleSim.Docker.Tests.Api.Real;

public abstract partial class EngineSurface
{
    [DockerFact]
    public async Task Connect_AgreesOnTheNewestVersion_OfBoth()
    {
        var client = await engine.ClientAsync();
        var engines = Version.Parse(await DockerCli.RunAsync("version", "--format", "{{.Server.APIVersion}}"));

        Assert.Equal(engines < ApiVersions.Newest ? engines : ApiVersions.Newest, client.ApiVersion);
    }

    [DockerFact]
    public async Task GetInfo_SaysWhatDockerInfoSays()
    {
        var client = await engine.ClientAsync();
        using var document = JsonDocument.Parse(await DockerCli.RunAsync("info", "--format", "{{json .}}"));
        var truth = document.RootElement;

        var info = await client.System.GetInfoAsync(None);

        Assert.Equal(truth.GetProperty("ID").GetString(), info.ID);
        Assert.Equal(truth.GetProperty("Name").GetString(), info.Name);
        Assert.Equal(truth.GetProperty("ServerVersion").GetString(), info.ServerVersion);
        Assert.Equal(truth.GetProperty("NCPU").GetInt32(), info.NCPU);
        Assert.Equal(truth.GetProperty("MemTotal").GetInt64(), info.MemTotal);
        Assert.Equal(truth.GetProperty("CgroupDriver").GetString(), info.CgroupDriver);
        Assert.Equal(truth.GetProperty("CgroupVersion").GetString(), info.CgroupVersion);
        Assert.Equal(truth.GetProperty("Driver").GetString(), info.Driver);
        Assert.Equal(truth.GetProperty("KernelVersion").GetString(), info.KernelVersion);
        Assert.Equal(truth.GetProperty("OperatingSystem").GetString(), info.OperatingSystem);
        Assert.Equal(truth.GetProperty("OSType").GetString(), info.OSType);
        Assert.Equal(truth.GetProperty("Architecture").GetString(), info.Architecture);
        Assert.Equal(truth.GetProperty("DockerRootDir").GetString(), info.DockerRootDir);
        Assert.Equal(truth.GetProperty("DefaultRuntime").GetString(), info.DefaultRuntime);
        Assert.Contains(info.DefaultRuntime, info.Runtimes.Keys);
        Assert.Equal(truth.GetProperty("LoggingDriver").GetString(), info.LoggingDriver);
        Assert.Equal(truth.GetProperty("SecurityOptions").GetArrayLength(), info.SecurityOptions.Count);
        Assert.NotNull(info.SystemTime);
    }

    [DockerFact]
    public async Task GetVersion_And_Ping_SayWhatDockerVersionSays()
    {
        var client = await engine.ClientAsync();
        var truth = await DockerCli.RunAsync(
            "version", "--format", "{{.Server.Version}} {{.Server.APIVersion}} {{.Server.MinAPIVersion}}");

        var version = await client.System.GetVersionAsync(None);
        var ping = await client.System.PingAsync(None);

        Assert.Equal(truth, $"{version.Version} {version.APIVersion} {version.MinAPIVersion}");
        Assert.Equal(version.APIVersion, ping.APIVersion);
        Assert.Equal("linux", ping.OSType);
    }

    [DockerFact]
    public async Task SubscribeEvents_DeliversWhatHappensAfterIt_InOrder()
    {
        var client = await engine.ClientAsync();
        var name = Name();
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await using var events = await client.System.SubscribeEventsAsync(
            new ContainerEventsParameters
            {
                Filters = new Dictionary<string, IReadOnlyList<string>>
                {
                    ["type"] = ["container"],
                    ["label"] = [$"scalesim.test.name={name}"],
                },
            },
            deadline.Token);

        var id = await StartAsync(client, await ParametersAsync(name, "sh", "-c", "exit 7"));
        var seen = new List<Message>();
        await foreach (var message in events.ReadAllAsync(deadline.Token))
        {
            seen.Add(message);
            if (message.Action == "die")
            {
                break;
            }
        }

        Assert.Equal(["create", "start", "die"], seen.Select(message => message.Action));
        Assert.All(seen, message => Assert.Equal(
            (id, "container", "local"), (message.Actor.ID, message.Type, message.Scope)));
        Assert.Equal("7", seen[^1].Actor.Attributes["exitCode"]);
        Assert.Equal(name, seen[^1].Actor.Attributes["scalesim.test.name"]);
        Assert.Equal(seen[0].Time, seen[0].TimeNano / 1_000_000_000);
    }

    [DockerFact]
    public async Task MonitorEvents_RepeatsThePast_AndEndsAtUntil()
    {
        var client = await engine.ClientAsync();
        var name = Name();
        var before = (await client.System.GetInfoAsync(None)).SystemTime!.Value;
        var created = await client.Containers.CreateContainerAsync(await ParametersAsync(name), None);
        await client.Containers.RemoveContainerAsync(created.ID, force: true, removeVolumes: true, None);
        var after = (await client.System.GetInfoAsync(None)).SystemTime!.Value;

        var parameters = new ContainerEventsParameters
        {
            Since = before,
            Until = after,
            Filters = new Dictionary<string, IReadOnlyList<string>> { ["container"] = [created.ID] },
        };
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var actions = new List<string>();
        await foreach (var message in client.System.MonitorEventsAsync(parameters, deadline.Token))
        {
            actions.Add(message.Action);
        }

        Assert.Equal(["create", "destroy"], actions);
    }

    [DockerFact]
    public async Task Life_IsTheSame_HoweverOftenItIsAskedFor()
    {
        var client = await engine.ClientAsync();
        var clock = new EngineClock(client, TimeProvider.System);
        await clock.SetAsync(None);
        var life = new EngineLife(new EventMemory(client, clock, TimeProvider.System));
        var created = await client.Containers.CreateContainerAsync(await ParametersAsync(Name()), None);

        Assert.Null(await life.IsTheSameAsync(None));
        Assert.True(await life.IsTheSameAsync(None));
        await client.Containers.RemoveContainerAsync(created.ID, force: true, removeVolumes: true, None);
        Assert.True(await life.IsTheSameAsync(None));
        Assert.True(await life.IsTheSameAsync(None));
    }
}
