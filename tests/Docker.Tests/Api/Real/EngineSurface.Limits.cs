using System.Text.Json;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Tests.Api.Real;

public abstract partial class EngineSurface
{
    /// <summary>A host configuration with everything that a worker gets.</summary>
    private static readonly HostConfig Limited = new()
    {
        NetworkMode = "none",
        Memory = 64 << 20,
        MemorySwap = 64 << 20,
        NanoCPUs = 500_000_000,
        PidsLimit = 100,
        Tmpfs = new Dictionary<string, string> { ["/ramdisk"] = "rw,noexec,nosuid,nodev,size=16777216,mode=1777" },
        ReadonlyRootfs = true,
        CapDrop = ["ALL"],
        CapAdd = ["CHOWN"],
        SecurityOpt = ["no-new-privileges"],
        LogConfig = new LogConfig
        {
            Type = "local",
            Config = new Dictionary<string, string>
            {
                ["max-size"] = "1m",
                ["max-file"] = "2",
                ["mode"] = "non-blocking",
            },
        },
        Init = false,
        Ulimits = [new Ulimit { Name = "nofile", Soft = 1024, Hard = 4096 }],
        RestartPolicy = new RestartPolicy { Name = RestartPolicyKind.OnFailure, MaximumRetryCount = 5 },
        OomScoreAdj = 500,
        IpcMode = "private",
        ShmSize = 1 << 20,
        Mounts =
        [
            new Mount
            {
                Type = "tmpfs",
                Target = "/more",
                TmpfsOptions = new TmpfsOptions { SizeBytes = 1 << 20, Mode = 0x3FF },
            },
        ],
        AutoRemove = false,
        Annotations = new Dictionary<string, string> { ["scalesim.test"] = "annotation" },
    };

    private static void AssertLimited(JsonElement host)
    {
        Assert.Equal("none", host.GetProperty("NetworkMode").GetString());
        Assert.Equal(Limited.Memory, host.GetProperty("Memory").GetInt64());
        Assert.Equal(Limited.MemorySwap, host.GetProperty("MemorySwap").GetInt64());
        Assert.Equal(Limited.NanoCPUs, host.GetProperty("NanoCpus").GetInt64());
        Assert.Equal(Limited.PidsLimit, host.GetProperty("PidsLimit").GetInt64());
        Assert.Equal(Limited.Tmpfs!["/ramdisk"], host.GetProperty("Tmpfs").GetProperty("/ramdisk").GetString());
        Assert.True(host.GetProperty("ReadonlyRootfs").GetBoolean());
        Assert.Equal("ALL", host.GetProperty("CapDrop")[0].GetString());
        Assert.EndsWith("CHOWN", host.GetProperty("CapAdd")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal("no-new-privileges", host.GetProperty("SecurityOpt")[0].GetString());
        Assert.Equal("local", host.GetProperty("LogConfig").GetProperty("Type").GetString());
        Assert.Equal(
            "non-blocking", host.GetProperty("LogConfig").GetProperty("Config").GetProperty("mode").GetString());
        Assert.False(host.GetProperty("Init").GetBoolean());
        Assert.Equal(4096, host.GetProperty("Ulimits")[0].GetProperty("Hard").GetInt64());
        Assert.Equal("on-failure", host.GetProperty("RestartPolicy").GetProperty("Name").GetString());
        Assert.Equal(5, host.GetProperty("RestartPolicy").GetProperty("MaximumRetryCount").GetInt32());
        Assert.Equal(500, host.GetProperty("OomScoreAdj").GetInt32());
        Assert.Equal("private", host.GetProperty("IpcMode").GetString());
        Assert.Equal(1 << 20, host.GetProperty("ShmSize").GetInt64());
        Assert.Equal(
            1 << 20, host.GetProperty("Mounts")[0].GetProperty("TmpfsOptions").GetProperty("SizeBytes").GetInt64());
    }
}
