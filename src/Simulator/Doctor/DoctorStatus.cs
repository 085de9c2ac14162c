namespace ScaleSim.Simulator.Doctor;

/// <summary>What the doctor thinks of one thing.</summary>
internal enum DoctorStatus
{
    Ok,

    /// <summary>It works, but slower or with less room than it could.</summary>
    Warning,

    /// <summary>The workers asked for can't run here as things are.</summary>
    Failed,

    /// <summary>It could not be told, for want of root or of a file; the message says which.</summary>
    NotChecked,
}
