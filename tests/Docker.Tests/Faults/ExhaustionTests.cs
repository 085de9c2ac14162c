using System.Net;
using System.Text.Json;
using ScaleSim.Core.Engines;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Engine;
using ScaleSim.Docker.Tests.Engine;

namespace ScaleSim.Docker.Tests.Faults;

/// <summary>The Engine's own words for what its machine lacks, and what a user is told.</summary>
public sealed class ExhaustionTests
{
    private const string Own = $"/docker/{OomReport.Container}";

    [Theory]
    [InlineData(
        "error creating overlay mount to /var/lib/docker/overlay2/0f/merged: no space left on device",
        "no disk space left",
        "docker system df")]
    [InlineData("write /scalesim-worker: no space left on device", "no disk space left", "docker system prune")]
    [InlineData(
        "OCI runtime create failed: container_linux.go:380: starting container process caused: mkdir "
            + "/sys/fs/cgroup/memory/docker/1c2d: no space left on device: unknown",
        "no room for another control group",
        "docker ps -a")]
    [InlineData(
        "failed to create shim task: OCI runtime create failed: runc create failed: unable to start container "
            + "process: could not create session key: disk quota exceeded: unknown",
        "no kernel keys left",
        "kernel.keys.maxkeys")]
    [InlineData(
        "failed to start shim: start failed: : fork/exec /usr/bin/containerd-shim-runc-v2: cannot allocate memory",
        "no memory left",
        "--memory")]
    [InlineData(
        "failed to start shim: fork/exec /usr/bin/containerd-shim-runc-v2: resource temporarily unavailable: unknown",
        "no processes or threads left",
        "TasksMax")]
    [InlineData(
        "OCI runtime create failed: runtime/cgo: pthread_create failed: Resource temporarily unavailable",
        "no processes or threads left",
        "pids.max")]
    [InlineData(
        "runtime: failed to create new OS thread (have 5 already; errno=11)",
        "no processes or threads left",
        "kernel.threads-max")]
    [InlineData(
        "failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: "
            + "can't get final child's PID from pipe: EOF: unknown",
        "no processes, threads or memory left",
        "pids.max")]
    [InlineData(
        "failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: "
            + "error during container init: read init-p: connection reset by peer: unknown",
        "no processes, threads or memory left",
        "pids.max")]
    [InlineData(
        "failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: "
            + "container init was OOM-killed (memory limit too low?): unknown",
        "no memory left",
        "dmesg")]
    [InlineData(
        "failed to create task for container: failed to create shim task: OCI runtime create failed: runc create "
            + "failed: unable to start container process: error during container init: procReady not received",
        "no processes, threads or memory left",
        "pids.max")]
    [InlineData(
        "cannot start a stopped process: unknown", "no processes, threads or memory left", "kernel.threads-max")]
    [InlineData("open /proc/self/mountinfo: too many open files", "no file descriptors left", "LimitNOFILE")]
    [InlineData("inotify_add_watch /a: no space left on device", "no inotify watches", "fs.inotify")]
    public void TryRead_SaysWhatIsMissing_WithTheEnginesWords_AndWhatToDo(string words, string what, string remedy)
    {
        ResourceExhaustedException? exhausted = Exhaustion.TryRead(Refusal(words));

        Assert.NotNull(exhausted);
        Assert.StartsWith($"The engine's machine has {what}", exhausted.Message, StringComparison.Ordinal);
        Assert.Contains(words, exhausted.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, exhausted.Message, StringComparison.Ordinal);
        Assert.EndsWith("run the same command again.", exhausted.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TryRead_LeavesTheDumpOfAStackAway()
    {
        const string Line =
            "failed to start shim: start failed: runtime/cgo: pthread_create failed: Resource temporarily unavailable";

        ResourceExhaustedException? exhausted = Exhaustion.TryRead(Refusal($"{Line}\nSIGABRT: abort\nPC=0x7f0d\n"));

        Assert.Contains($"\"{Line}\"", exhausted?.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SIGABRT", exhausted!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("container init was OOM-killed (memory limit too low?): unknown")]
    [InlineData("can't get final child's PID from pipe: EOF: unknown")]
    [InlineData("error during container init: read init-p: connection reset by peer: unknown")]
    [InlineData("error during container init: procReady not received")]
    [InlineData("cannot start a stopped process: unknown")]
    public void TryRead_SaysWhoseMemoryRanOut_WhereTheKernelKilledTheFirstProcess(string words)
    {
        string above = OomReport.OfGroup("/docker", Own, useKilobytes: 40960, at: OomReport.Now);

        ResourceExhaustedException? group = Exhaustion.TryRead(Refusal(words), () => above);
        ResourceExhaustedException? machine = Exhaustion.TryRead(
            Refusal(words), () => OomReport.OfMachine(Own, OomReport.Now));

        Assert.StartsWith("There was no memory left for", group?.Message, StringComparison.Ordinal);
        Assert.Contains("control group /docker above it", group!.Message, StringComparison.Ordinal);
        Assert.Contains("limit of 40 MiB", group.Message, StringComparison.Ordinal);
        Assert.Contains(words, group.Message, StringComparison.Ordinal);
        Assert.EndsWith("run the same command again.", group.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("--memory", group.Message, StringComparison.Ordinal);
        Assert.Contains("the whole machine had no memory left", machine?.Message, StringComparison.Ordinal);
        Assert.Contains("free -m", machine!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TryRead_IsNull_WhereTheFirstProcessWasAtItsContainersOwnLimit() => Assert.Null(Exhaustion.TryRead(
        Refusal("container init was OOM-killed (memory limit too low?): unknown"),
        () => OomReport.OfGroup(Own, Own, at: OomReport.Now)));

    [Fact]
    public void TryRead_DoesNotTakeAKillOfAnEarlierLife_ForTheReason()
    {
        ResourceExhaustedException? exhausted = Exhaustion.TryRead(
            Refusal("can't get final child's PID from pipe: EOF: unknown"),
            () => OomReport.OfGroup(Own, Own, at: OomReport.Now - 3600));

        Assert.Contains("no processes, threads or memory left", exhausted?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("driver failed programming external connectivity on endpoint x: port is already allocated")]
    [InlineData("OCI runtime create failed: exec: \"nope\": executable file not found in $PATH: unknown")]
    [InlineData("")]
    public void TryRead_IsNull_ForAnythingElse(string words) => Assert.Null(Exhaustion.TryRead(Refusal(words)));

    [Fact]
    public async Task Translate_TellsExhaustion_FromOtherRefusals()
    {
        await Assert.ThrowsAsync<ResourceExhaustedException>(
            () => EngineErrors.TranslateAsync(() => throw Refusal("cannot allocate memory")));
        EngineException other = await Assert.ThrowsAsync<EngineException>(
            () => EngineErrors.TranslateAsync(() => throw Refusal("an unexpected end")));
        Assert.Contains("an unexpected end", other.Message, StringComparison.Ordinal);
    }

    private static DockerApiException Refusal(string words) => new(
        HttpStatusCode.InternalServerError,
        $"{{\"message\":{JsonSerializer.Serialize(words)}}}",
        $"POST /containers/{OomReport.Container}/start");
}
