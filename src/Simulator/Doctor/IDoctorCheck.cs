namespace ScaleSim.Simulator.Doctor;

/// <summary>One thing that this machine needs for the workers asked for.</summary>
internal interface IDoctorCheck
{
    /// <value>Short and stable, such as <c>file-descriptors</c>.</value>
    string Name { get; }

    Task<DoctorResult> CheckAsync(DoctorContext context, CancellationToken cancellationToken);
}
