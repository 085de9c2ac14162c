using System.Net;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Tests.Api.Real;

public abstract partial class EngineSurface
{
    [DockerFact]
    public async Task CreateContainer_GivesTheEngine_WhatTheParametersSay()
    {
        var client = await engine.ClientAsync();
        var name = Name();
        var parameters = await ParametersAsync(name, "sleep", "60");
        parameters = parameters with
        {
            Hostname = "first",
            Domainname = "example.internal",
            User = "1000:1000",
            Env = ["A=b c", "U=\u00fc<&>"],
            WorkingDir = "/tmp",
            StopSignal = "SIGINT",
            ExposedPorts = new Dictionary<string, EmptyStruct> { ["8080/tcp"] = default },
            Volumes = new Dictionary<string, EmptyStruct> { ["/volume"] = default },
            Healthcheck = new HealthConfig { Test = ["NONE"] },
            HostConfig = Limited,
        };

        var created = await client.Containers.CreateContainerAsync(parameters, None);
        var truth = await InspectAsync(created.ID);

        Assert.Equal($"/{name}", truth.GetProperty("Name").GetString());
        var config = truth.GetProperty("Config");
        Assert.Equal("first", config.GetProperty("Hostname").GetString());
        Assert.Equal("example.internal", config.GetProperty("Domainname").GetString());
        Assert.Equal("1000:1000", config.GetProperty("User").GetString());
        var env = config.GetProperty("Env").EnumerateArray().Select(one => one.GetString());
        Assert.Equal(["A=b c", "U=\u00fc<&>", "PATH=/bin"], env);
        Assert.Equal("/tmp", config.GetProperty("WorkingDir").GetString());
        Assert.Equal("SIGINT", config.GetProperty("StopSignal").GetString());
        Assert.Equal(1, config.GetProperty("StopTimeout").GetInt32());
        Assert.Equal("sleep", config.GetProperty("Cmd")[0].GetString());
        Assert.Equal("NONE", config.GetProperty("Healthcheck").GetProperty("Test")[0].GetString());
        Assert.True(config.GetProperty("ExposedPorts").TryGetProperty("8080/tcp", out _));
        Assert.Equal(name, config.GetProperty("Labels").GetProperty("scalesim.test.name").GetString());
        var volume = truth.GetProperty("Mounts").EnumerateArray()
            .Single(mount => mount.GetProperty("Type").GetString() == "volume");
        Assert.Equal("/volume", volume.GetProperty("Destination").GetString());
        AssertLimited(truth.GetProperty("HostConfig"));
        if (client.ApiVersion >= new Version(1, 43))
        {
            var annotations = truth.GetProperty("HostConfig").GetProperty("Annotations");
            Assert.Equal("annotation", annotations.GetProperty("scalesim.test").GetString());
        }
    }

    [DockerFact]
    public async Task InspectContainer_SaysWhatDockerInspectSays()
    {
        var client = await engine.ClientAsync();
        var name = Name();
        var parameters = await ParametersAsync(name);
        var id = await StartAsync(client, parameters with { HostConfig = Limited });

        var seen = await client.Containers.InspectContainerAsync(name, None);

        Assert.Equal(id, seen.ID);
        Assert.Equal($"/{name}", seen.Name);
        Assert.True(seen.State.Running);
        Assert.Equal("running", seen.State.Status);
        Assert.Equal(await InspectAsync(id, "{{.State.Pid}}"), $"{seen.State.Pid}");
        Assert.Equal(await InspectAsync(id, "{{.LogPath}}"), seen.LogPath);
        Assert.Equal(await InspectAsync(id, "{{.Image}}"), seen.Image);
        Assert.NotNull(seen.State.StartedAt);
        Assert.Null(seen.State.FinishedAt);
        Assert.Equal(0, seen.RestartCount);
        Assert.Equal(name, seen.Config.Labels["scalesim.test.name"]);
        Assert.Equal(Limited.Memory, seen.HostConfig.Memory);
        Assert.Equal(Limited.NanoCPUs, seen.HostConfig.NanoCPUs);
        Assert.Equal(Limited.Tmpfs, seen.HostConfig.Tmpfs);
        Assert.Equal(Limited.RestartPolicy, seen.HostConfig.RestartPolicy);
        Assert.Equal(Limited.Ulimits, seen.HostConfig.Ulimits);
        Assert.Equal("none", Assert.Single(seen.NetworkSettings.Networks).Key);
    }

    [DockerFact]
    public async Task LifeOfAContainer_FollowsTheCalls()
    {
        var client = await engine.ClientAsync();
        var containers = client.Containers;
        var parameters = await ParametersAsync(
            Name(), "sh", "-c", "trap 'exit 3' TERM; while true; do sleep 0.05; done");
        var id = await StartAsync(client, parameters);

        Assert.False(await containers.StartContainerAsync(id, None));
        await containers.PauseContainerAsync(id, None);
        Assert.Equal("paused", await InspectAsync(id, "{{.State.Status}}"));
        await containers.UnpauseContainerAsync(id, None);
        Assert.Equal("running", await InspectAsync(id, "{{.State.Status}}"));
        var pid = await InspectAsync(id, "{{.State.Pid}}");
        Assert.True(await containers.RestartContainerAsync(id, TimeSpan.FromSeconds(5), None));
        Assert.NotEqual(pid, await InspectAsync(id, "{{.State.Pid}}"));

        var waiting = DockerCli.RunAsync("wait", id);
        Assert.True(await containers.StopContainerAsync(id, TimeSpan.FromSeconds(20), None));
        Assert.Equal("3", await waiting);
        Assert.Equal("exited 3", await InspectAsync(id, "{{.State.Status}} {{.State.ExitCode}}"));
        Assert.False(await containers.StopContainerAsync(id, null, None));

        await containers.StartContainerAsync(id, None);
        await containers.KillContainerAsync(id, "SIGKILL", None);
        Assert.Equal("137", await DockerCli.RunAsync("wait", id));
        Assert.Equal(137, (await containers.InspectContainerAsync(id, None)).State.ExitCode);
        await containers.RemoveContainerAsync(id, force: false, removeVolumes: true, None);
        Assert.NotEqual(0, (await DockerCli.TryRunAsync("inspect", id)).ExitCode);
    }

    [DockerFact]
    public async Task Refusals_KeepStatusAndReason()
    {
        var client = await engine.ClientAsync();
        var containers = client.Containers;
        var name = Name();
        var parameters = await ParametersAsync(name);
        var id = await StartAsync(client, parameters);

        var missing = await RefusedAsync(
            HttpStatusCode.NotFound, () => containers.InspectContainerAsync($"{name}-no", None));
        Assert.Contains($"No such container: {name}-no", missing.Message, StringComparison.Ordinal);
        await RefusedAsync(
            HttpStatusCode.NotFound, () => containers.RemoveContainerAsync($"{name}-no", true, true, None));
        await RefusedAsync(HttpStatusCode.NotFound, () => containers.KillContainerAsync($"{name}-no", "SIGKILL", None));
        await RefusedAsync(HttpStatusCode.Conflict, () => containers.CreateContainerAsync(parameters, None));
        await RefusedAsync(
            HttpStatusCode.Conflict, () => containers.RemoveContainerAsync(id, force: false, true, None));
        await RefusedAsync(HttpStatusCode.NotFound, () => containers.CreateContainerAsync(
            parameters with { Name = $"{name}-x", Image = $"{engine.Repository}:missing" }, None));
        await RefusedAsync(HttpStatusCode.BadRequest, () => containers.CreateContainerAsync(
            parameters with { Name = $"{name}-x", HostConfig = new HostConfig { Memory = 1 } }, None));
        await containers.RemoveContainerAsync(id, force: true, removeVolumes: true, None);
        await RefusedAsync(
            HttpStatusCode.NotFound, () => client.Images.InspectImageAsync($"{engine.Repository}:missing", None));
        await RefusedAsync(HttpStatusCode.NotFound, () => client.Networks.InspectNetworkAsync($"{name}-no", None));
    }

    [DockerFact]
    public async Task ListContainers_HonoursFilters_AndSeesStoppedOnesOnlyIfAsked()
    {
        var client = await engine.ClientAsync();
        var group = Name();
        var first = await ParametersAsync($"{group}-1");
        var second = await ParametersAsync($"{group}-2");
        var labels = Labels(group);
        var running = await StartAsync(client, first with { Labels = labels });
        var created = (await client.Containers.CreateContainerAsync(second with { Labels = labels }, None)).ID;
        var filters = new Dictionary<string, IReadOnlyList<string>>
        {
            ["label"] = [$"scalesim.test.name={group}", engine.Label],
        };

        var up = await client.Containers.ListContainersAsync(new ContainersListParameters { Filters = filters }, None);
        var all = await client.Containers.ListContainersAsync(
            new ContainersListParameters { All = true, Filters = filters }, None);
        var newest = await client.Containers.ListContainersAsync(
            new ContainersListParameters { All = true, Limit = 1, Filters = filters }, None);

        var row = Assert.Single(up);
        Assert.Equal(running, row.ID);
        Assert.Equal([$"/{group}-1"], row.Names);
        Assert.Equal("running", row.State);
        Assert.Equal(group, row.Labels["scalesim.test.name"]);
        Assert.Equal(await engine.ImageIdAsync(), row.ImageID);
        Assert.True(row.Created > 1_600_000_000);
        Assert.Equal(["none"], row.NetworkSettings.Networks.Keys);
        Assert.Equal([(created, "created"), (running, "running")], all.Select(one => (one.ID, one.State)));
        Assert.Equal(created, Assert.Single(newest).ID);
    }

    [DockerFact]
    public async Task UpdateContainer_ChangesLimitsAndPolicy_OfARunningOne()
    {
        var client = await engine.ClientAsync();
        var parameters = await ParametersAsync(Name());
        var id = await StartAsync(client, parameters with { HostConfig = Limited with { RestartPolicy = null } });

        await client.Containers.UpdateContainerAsync(
            id,
            new ContainerUpdateParameters
            {
                Memory = 96 << 20,
                MemorySwap = 96 << 20,
                PidsLimit = 50,
                RestartPolicy = new RestartPolicy { Name = RestartPolicyKind.OnFailure, MaximumRetryCount = 2 },
            },
            None);

        Assert.Equal($"{96 << 20} 50", await InspectAsync(id, "{{.HostConfig.Memory}} {{.HostConfig.PidsLimit}}"));
        Assert.Equal("{on-failure 2}", await InspectAsync(id, "{{.HostConfig.RestartPolicy}}"));
    }

    [DockerFact]
    public async Task GetContainerStats_TakesOneSample()
    {
        var client = await engine.ClientAsync();
        var parameters = await ParametersAsync(Name());
        var id = await StartAsync(client, parameters with { HostConfig = Limited });

        var stats = await client.Containers.GetContainerStatsAsync(id, None);

        Assert.InRange(stats.MemoryStats.Usage, 1UL, (ulong)Limited.Memory!.Value);
        Assert.Equal((ulong)Limited.Memory.Value, stats.MemoryStats.Limit);
        Assert.True(stats.CPUStats.CPUUsage.TotalUsage > 0);
        Assert.InRange(stats.PidsStats.Current, 1UL, 100UL);
        Assert.NotEmpty(stats.MemoryStats.Stats);
    }
}
