using ScaleSim.Core.Engines;

namespace ScaleSim.Simulator.Doctor.Checks;

/// <summary>A check of what a Docker Engine says of its own settings, wherever it is.</summary>
internal abstract class EngineSettingCheck : IDoctorCheck
{
    public abstract string Name { get; }

    public Task<DoctorResult> CheckAsync(DoctorContext context, CancellationToken cancellationToken) =>
        Task.FromResult(context.Engine switch
        {
            null => DoctorResult.NotChecked(Name, "No engine answers."),
            { Kind: not "docker" } engine => DoctorResult.Ok(Name, $"The {engine.Kind} engine has no such setting."),
            { } engine => Check(engine, context),
        });

    protected abstract DoctorResult Check(EngineFacts engine, DoctorContext context);
}
