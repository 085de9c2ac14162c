namespace ScaleSim.Docker.Api.Models;

/// <summary>Why the Engine could not wait.</summary>
internal sealed record WaitExitError
{
    public string Message { get; init => field = value ?? ""; } = "";
}
