using System.Net;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Tests.Api.Real;

public abstract partial class EngineSurface
{
    /// <summary>
    /// Blocks out of 198.19.128.0/17, one for each transport and Engine process; never two tests at once on one.
    /// </summary>
    private static int _subnets = Environment.ProcessId;

    [DockerFact]
    public async Task Network_CarriesNodesAndTheirJoiners()
    {
        var client = await engine.ClientAsync();
        var name = Name();
        var (created, subnet) = await CreateNetworkAsync(client, name);
        var address = subnet.Replace(".0/28", ".5", StringComparison.Ordinal);
        var parameters = await ParametersAsync($"{name}-n");
        var node = await StartAsync(client, parameters with
        {
            Hostname = "node-001",
            HostConfig = new HostConfig
            {
                NetworkMode = name,
                ExtraHosts = ["master:198.18.0.1"],
                Sysctls = new Dictionary<string, string> { ["net.ipv4.ip_local_port_range"] = "40000 60000" },
            },
            NetworkingConfig = new NetworkingConfig
            {
                EndpointsConfig = new Dictionary<string, EndpointSettings>
                {
                    [name] = new()
                    {
                        Aliases = ["worker-0001", "worker-0001.test.scalesim.internal"],
                        IPAMConfig = new EndpointIPAMConfig { IPv4Address = address },
                    },
                },
            },
        });
        var joiner = await ParametersAsync($"{name}-w");
        var worker = await StartAsync(
            client, joiner with { HostConfig = new HostConfig { NetworkMode = $"container:{node}" } });

        var inspected = await client.Containers.InspectContainerAsync(node, None);
        var endpoint = inspected.NetworkSettings.Networks[name];
        Assert.Equal(address, endpoint.IPAddress);
        Assert.Equal(
            address, await InspectAsync(node, $"{{{{(index .NetworkSettings.Networks \"{name}\").IPAddress}}}}"));
        Assert.Contains("worker-0001.test.scalesim.internal", endpoint.Aliases!);
        Assert.Equal("node-001", (await client.Containers.InspectContainerAsync(worker, None)).Config.Hostname);
        var hosts = await DockerCli.RunAsync("exec", worker, "cat", "/etc/hosts");
        Assert.Contains("198.18.0.1\tmaster", hosts, StringComparison.Ordinal);
        Assert.Equal(
            "40000\t60000", await DockerCli.RunAsync("exec", worker, "cat", "/proc/sys/net/ipv4/ip_local_port_range"));

        var network = await client.Networks.InspectNetworkAsync(created, None);
        Assert.Equal($"{address}/28", network.Containers[node].IPv4Address);
        await RefusedAsync(HttpStatusCode.Forbidden, () => client.Networks.DeleteNetworkAsync(created, None));
        await DockerCli.RunAsync("rm", "-f", worker, node);
        await client.Networks.DeleteNetworkAsync(created, None);
        Assert.NotEqual(0, (await DockerCli.TryRunAsync("network", "inspect", created)).ExitCode);
    }

    [DockerFact]
    public async Task CreateNetwork_IsAsAsked_Listed_AndRefusesAnOverlap()
    {
        var client = await engine.ClientAsync();
        var name = Name();
        var (id, subnet) = await CreateNetworkAsync(client, name);
        var filters = new Dictionary<string, IReadOnlyList<string>> { ["label"] = [$"scalesim.test.name={name}"] };

        var listed = Assert.Single(await client.Networks.ListNetworksAsync(filters, None));
        var truth = await InspectAsync(id);
        var config = truth.GetProperty("IPAM").GetProperty("Config")[0];

        Assert.Equal((id, name, "bridge", false), (listed.ID, listed.Name, listed.Driver, listed.Internal));
        Assert.Equal(subnet, listed.IPAM.Config![0].Subnet);
        Assert.Equal(subnet, config.GetProperty("Subnet").GetString());
        Assert.Equal(
            subnet.Replace(".0/28", ".8/29", StringComparison.Ordinal), config.GetProperty("IPRange").GetString());
        Assert.Equal("1400", truth.GetProperty("Options").GetProperty("com.docker.network.driver.mtu").GetString());
        Assert.Equal(name, truth.GetProperty("Labels").GetProperty("scalesim.test.name").GetString());
        Assert.False(truth.GetProperty("EnableIPv6").GetBoolean());
        await RefusedAsync(HttpStatusCode.Forbidden, () => client.Networks.CreateNetworkAsync(
            new NetworksCreateParameters
            {
                Name = Name(),
                Driver = "bridge",
                Labels = Labels(name),
                IPAM = new IPAM { Config = [new IPAMConfig { Subnet = subnet }] },
            },
            None));
    }

    /// <summary>A bridge on a free /28; where another test or process took the block, the next one.</summary>
    private async Task<(string Id, string Subnet)> CreateNetworkAsync(DockerClient client, string name)
    {
        for (var attempt = 0; attempt < 16; attempt++)
        {
            var block = $"198.19.{128 + (Interlocked.Increment(ref _subnets) % 128)}";
            var parameters = new NetworksCreateParameters
            {
                Name = name,
                Driver = "bridge",
                EnableIPv6 = false,
                Internal = false,
                CheckDuplicate = true,
                Labels = Labels(name),
                Options = new Dictionary<string, string> { ["com.docker.network.driver.mtu"] = "1400" },
                IPAM = new IPAM
                {
                    Config =
                    [
                        new IPAMConfig { Subnet = $"{block}.0/28", IPRange = $"{block}.8/29", Gateway = $"{block}.1" },
                    ],
                },
            };
            try
            {
                return ((await client.Networks.CreateNetworkAsync(parameters, None)).ID, $"{block}.0/28");
            }
            catch (DockerApiException exception) when (exception.StatusCode == HttpStatusCode.Forbidden)
            {
                // Taken: the next block.
            }
        }

        throw new InvalidOperationException("No free block in 198.19.128.0/17.");
    }
}
