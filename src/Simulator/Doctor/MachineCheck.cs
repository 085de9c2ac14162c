namespace ScaleSim.Simulator.Doctor;

/// <summary>A check of this machine's kernel or files, which mean nothing for an engine elsewhere.</summary>
internal abstract class MachineCheck : IDoctorCheck
{
    public abstract string Name { get; }

    public Task<DoctorResult> CheckAsync(DoctorContext context, CancellationToken cancellationToken) =>
        Task.FromResult(
            context.NotThisMachine is { } reason
                ? DoctorResult.NotChecked(Name, reason)
                : Check(context));

    protected abstract DoctorResult Check(DoctorContext context);

    /// <summary>What can't be read can't be judged: not a failure, and said.</summary>
    protected DoctorResult Unreadable(string path) =>
        DoctorResult.NotChecked(Name, $"{path} can't be read here.");
}
