using ScaleSim.Docker.Api.Models;
using ScaleSim.Docker.Api.Transport;

namespace ScaleSim.Docker.Api;

/// <summary>Commands inside running containers.</summary>
internal sealed class ExecOperations
{
    private readonly EngineRequester _engine;

    public ExecOperations(EngineRequester engine) => _engine = engine;

    /// <summary>
    /// Prepares a command; 404 where there is no such container, 409 where it isn't running or is paused.
    /// </summary>
    public Task<ContainerExecCreateResponse> ExecCreateContainerAsync(
        string id, ContainerExecCreateParameters parameters, CancellationToken cancellationToken)
    {
        var request = EngineRequest.Post($"/containers/{EngineQuery.Id(id)}/exec")
            .WithJson(parameters, DockerJsonContext.Default.ContainerExecCreateParameters);
        return _engine.JsonAsync(request, DockerJsonContext.Default.ContainerExecCreateResponse, cancellationToken);
    }

    /// <summary>Runs a prepared command with the default bound, see the other overload.</summary>
    public Task<ContainerOutput> StartAndReadContainerExecAsync(
        string execId, bool tty, CancellationToken cancellationToken) =>
        StartAndReadContainerExecAsync(execId, tty, _engine.Options.OutputBytesMax, cancellationToken);

    /// <summary>
    /// Runs a prepared command and reads its output to the end, however long it runs. No upgrade of the connection is
    /// asked for, so the Engine answers 200 and ends the answer by closing; a proxy's 101 is read in the same way.
    /// </summary>
    /// <param name="tty">As at its creation: with a terminal there are no frames and no stderr.</param>
    /// <param name="bytesMax">How much of each stream is kept, from its end.</param>
    public Task<ContainerOutput> StartAndReadContainerExecAsync(
        string execId, bool tty, int bytesMax, CancellationToken cancellationToken)
    {
        var request = EngineRequest.Post($"/exec/{EngineQuery.Id(execId)}/start").WithJson(
            new ContainerExecStartParameters { Detach = false, Tty = tty },
            DockerJsonContext.Default.ContainerExecStartParameters);
        return _engine.StreamAsync(
            request, (response, token) => OutputReader.ReadAsync(response, tty, bytesMax, token), cancellationToken);
    }

    public Task<ContainerExecInspectResponse> InspectContainerExecAsync(
        string execId, CancellationToken cancellationToken) =>
        _engine.JsonAsync(
            EngineRequest.Get($"/exec/{EngineQuery.Id(execId)}/json"),
            DockerJsonContext.Default.ContainerExecInspectResponse,
            cancellationToken);

    /// <summary>
    /// Runs a command to its end. No shell is involved; a program that is missing ends with 126 or 127.
    /// </summary>
    public async Task<ContainerExecResult> RunAsync(
        string containerId, IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        var parameters = new ContainerExecCreateParameters { Cmd = command, AttachStdout = true, AttachStderr = true };
        var exec = await ExecCreateContainerAsync(containerId, parameters, cancellationToken).ConfigureAwait(false);
        var output = await StartAndReadContainerExecAsync(exec.ID, tty: false, cancellationToken).ConfigureAwait(false);
        var end = await InspectContainerExecAsync(exec.ID, cancellationToken).ConfigureAwait(false);
        return end.ExitCode is { } exitCode
            ? new ContainerExecResult(exitCode, output.Stdout, output.Stderr, output.IsTruncated)
            : throw new DockerConnectionException(
                $"The output of {command[0]} in container {containerId} ended while it was still running. "
                + "Whether it goes on is not known; run it again.");
    }
}
