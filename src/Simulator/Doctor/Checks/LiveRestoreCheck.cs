using ScaleSim.Core.Engines;

namespace ScaleSim.Simulator.Doctor.Checks;

/// <summary>
/// What a restart of the engine does to a cluster. Either way works: off, the default, is no reason to warn everybody.
/// </summary>
internal sealed class LiveRestoreCheck : EngineSettingCheck
{
    public override string Name => "live-restore";

    protected override DoctorResult Check(EngineFacts engine, DoctorContext context) => DoctorResult.Ok(
        Name,
        engine.LivesThroughRestart
            ? "On: workers live on while dockerd restarts."
            : "Off, the default: a restart of dockerd ends all workers.");
}
