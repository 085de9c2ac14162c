using ScaleSim.Core.Engines;

namespace ScaleSim.Simulator.Doctor.Checks;

/// <summary>The engine has the log driver that workers are given, whatever its own default.</summary>
internal sealed class LogDriverCheck : EngineSettingCheck
{
    private const string Local = "local";

    private static readonly Uri Link = new("https://docs.docker.com/engine/logging/drivers/local/");

    public override string Name => "log-driver";

    protected override DoctorResult Check(EngineFacts engine, DoctorContext context) =>
        engine.LogDrivers.Count == 0 || engine.LogDrivers.Contains(Local)
            ? DoctorResult.Ok(
                Name,
                $"Workers log through the driver {Local}, bounded and without blocking"
                + (engine.LogDriver == Local ? "." : $", not through the engine's default, {engine.LogDriver}."))
            : DoctorResult.Failed(
                Name, $"The engine lacks the log driver {Local}; it has {string.Join(", ", engine.LogDrivers)}.") with
            {
                Reason = "Workers are created with it, so that a thousand logs stay bounded; the engine would refuse "
                    + "each of them.",
                Fix = "Use a Docker Engine that has it: every one since 18.09.",
                Link = Link,
            };
}
