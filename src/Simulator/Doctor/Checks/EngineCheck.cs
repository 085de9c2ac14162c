using System.Net.Sockets;
using ScaleSim.Core.Engines;

namespace ScaleSim.Simulator.Doctor.Checks;

/// <summary>An engine answers, and is new enough.</summary>
internal sealed class EngineCheck : IDoctorCheck
{
    /// <value>Engine 20.10, the oldest that ScaleSim is tested with.</value>
    public static readonly Version ApiVersionMin = new(1, 41);

    private static readonly Uri Link = new("https://docs.docker.com/engine/install/");

    public string Name => "engine";

    public Task<DoctorResult> CheckAsync(DoctorContext context, CancellationToken cancellationToken) =>
        Task.FromResult(context.Engine is { } engine ? Judge(engine) : Explain(context.EngineFailure));

    private DoctorResult Judge(EngineFacts engine) => engine.Kind != "docker" || engine.ApiVersion >= ApiVersionMin
        ? DoctorResult.Ok(Name, Describe(engine))
        : DoctorResult.Failed(Name, $"{Describe(engine)}; ScaleSim needs API {ApiVersionMin} (Engine 20.10) or newer.")
        with
        {
            Reason = "Older engines lack what workers are started and watched with.",
            Fix = "Install a newer Docker Engine.",
            Link = Link,
        };

    private static string Describe(EngineFacts engine) => engine.Kind == "docker"
        ? $"Docker Engine {engine.Version}, API {engine.ApiVersion}{(engine.IsLocal ? "" : ", not on this machine")}"
        : $"{engine.Kind} {engine.Version}";

    private DoctorResult Explain(Exception? failure) =>
        DoctorResult.Failed(Name, failure?.Message ?? "No container engine answers.") with
        {
            Reason = "Nodes and workers are containers: without an engine there are none.",
            Fix = IsDenied(failure) ? DeniedFix : MissingFix,
            Link = Link,
        };

    private const string DeniedFix =
        "The engine's socket refuses this user. Add the user to its group and log in again:\n"
        + "sudo usermod -aG docker \"$USER\"";

    private const string MissingFix =
        "Install and start one (Debian, Ubuntu):\n"
        + "sudo apt-get install docker.io\n"
        + "sudo systemctl start docker\n"
        + "Where no init system runs: sudo dockerd --userland-proxy=false\n"
        + "For an engine elsewhere set DOCKER_HOST or choose a context: docker context use NAME";

    private static bool IsDenied(Exception? failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is UnauthorizedAccessException or SocketException { SocketErrorCode: SocketError.AccessDenied })
            {
                return true;
            }
        }

        return false;
    }
}
