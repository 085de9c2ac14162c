using System.Formats.Tar;
using System.Net;
using System.Text;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Tests.Api.Real;

public abstract partial class EngineSurface
{
    [DockerFact]
    public async Task GetContainerLogs_SeparatesTheStreams_AndHonoursTheTail()
    {
        var client = await engine.ClientAsync();
        const string script = "for i in 1 2 3 4 5; do echo out $i; echo err $i >&2; done; exit 4";
        var parameters = await ParametersAsync(Name(), "sh", "-c", script);
        var id = await StartAsync(client, parameters with { HostConfig = Limited with { RestartPolicy = null } });
        Assert.Equal("4", await DockerCli.RunAsync("wait", id));

        var all = await client.Containers.GetContainerLogsAsync(id, tail: null, since: null, None);
        var last = await client.Containers.GetContainerLogsAsync(id, tail: 2, since: null, None);
        var future = await client.Containers.GetContainerLogsAsync(
            id, null, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero), None);
        var bounded = await client.Containers.GetContainerLogsAsync(id, null, null, bytesMax: 7, None);

        Assert.Equal("out 1\nout 2\nout 3\nout 4\nout 5\n", all.Stdout);
        Assert.Equal("err 1\nerr 2\nerr 3\nerr 4\nerr 5\n", all.Stderr);
        Assert.False(all.IsTruncated);
        Assert.Equal(2, (last.Stdout + last.Stderr).Count(character => character == '\n'));
        Assert.Equal("", future.Stdout + future.Stderr);
        Assert.Equal(new ContainerOutput("\nout 5\n", "\nerr 5\n", true), bounded);
    }

    [DockerFact]
    public async Task Exec_ReturnsExitCodeAndBothStreams()
    {
        var client = await engine.ClientAsync();
        var id = await engine.IdleContainerAsync();

        var result = await client.Exec.RunAsync(id, ["sh", "-c", "echo to out; echo to err >&2; exit 42"], None);
        var quiet = await client.Exec.RunAsync(id, ["sh", "-c", ":"], None);
        var missing = await client.Exec.RunAsync(id, ["no-such-program"], None);

        Assert.Equal(new ContainerExecResult(42, "to out\n", "to err\n", false), result);
        Assert.Equal(new ContainerExecResult(0, "", "", false), quiet);
        Assert.InRange(missing.ExitCode, 126, 127);
        var stopped = await client.Containers.CreateContainerAsync(await ParametersAsync(Name()), None);
        await RefusedAsync(HttpStatusCode.Conflict, () => client.Exec.RunAsync(stopped.ID, ["sh"], None));
    }

    [DockerFact]
    public async Task Exec_KeepsTheEnd_OfAnOutputBeyondTheBound()
    {
        var client = await engine.ClientAsync();
        var id = await engine.IdleContainerAsync();
        var exec = await client.Exec.ExecCreateContainerAsync(
            id,
            new ContainerExecCreateParameters
            {
                Cmd = ["sh", "-c", "head -c 5000000 /dev/zero; echo the end"],
                AttachStdout = true,
                AttachStderr = true,
            },
            None);

        var output = await client.Exec.StartAndReadContainerExecAsync(exec.ID, tty: false, bytesMax: 1000, None);

        Assert.True(output.IsTruncated);
        Assert.Equal(new string('\0', 992) + "the end\n", output.Stdout);
        Assert.Equal(0, (await client.Exec.InspectContainerExecAsync(exec.ID, None)).ExitCode);
    }

    [DockerFact]
    public async Task Exec_StopsReading_WhenCancelled()
    {
        var client = await engine.ClientAsync();
        var id = await engine.IdleContainerAsync();
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => client.Exec.RunAsync(id, ["sleep", "3600"], cancel.Token));
    }

    [DockerFact]
    public async Task ExtractArchive_PutsFilesIntoTheContainer()
    {
        var client = await engine.ClientAsync();
        var id = await engine.IdleContainerAsync();
        using var tar = new MemoryStream();
        await using (var writer = new TarWriter(tar, TarEntryFormat.Ustar, leaveOpen: true))
        {
            using var content = new MemoryStream(Encoding.UTF8.GetBytes("from outside\n"));
            await writer.WriteEntryAsync(new UstarTarEntry(TarEntryType.RegularFile, "note") { DataStream = content });
        }

        tar.Position = 0;
        await client.Containers.ExtractArchiveToContainerAsync(id, "/tmp", tar, None);

        Assert.Equal("from outside", await DockerCli.RunAsync("exec", id, "cat", "/tmp/note"));
        tar.Position = 0;
        await RefusedAsync(
            HttpStatusCode.NotFound,
            () => client.Containers.ExtractArchiveToContainerAsync(id, "/no/such/place", tar, None));
    }

    [DockerFact]
    public async Task ExtractArchive_ReportsTheRefusal_OfAnUploadThatTheEngineDoesNotRead()
    {
        var client = await engine.ClientAsync();
        using var tar = new MemoryStream(new byte[20_000_000]);

        await RefusedAsync(
            HttpStatusCode.NotFound, () => client.Containers.ExtractArchiveToContainerAsync(Name(), "/tmp", tar, None));
    }
}
