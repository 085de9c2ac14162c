namespace ScaleSim.Simulator.Doctor;

/// <summary>What is done about what can safely be put right.</summary>
internal enum DoctorRepairMode
{
    None,

    /// <summary>Nothing is changed; what would be is said (--fix --dry-run).</summary>
    Show,

    /// <summary>It is put right, and how to undo it is said (--fix).</summary>
    Apply,
}
