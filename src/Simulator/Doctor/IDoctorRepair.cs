namespace ScaleSim.Simulator.Doctor;

/// <summary>An optional power of a check: to put right what it found, where that is safe and can be undone.</summary>
internal interface IDoctorRepair
{
    /// <summary>Repairs, or with <see cref="DoctorRepairMode.Show"/> says what it would do.</summary>
    /// <param name="found">What the check has found.</param>
    Task<DoctorRepair> RepairAsync(DoctorContext context, DoctorResult found, CancellationToken cancellationToken);
}
