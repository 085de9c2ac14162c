namespace ScaleSim.Simulator.Doctor;

/// <summary>An optional power of a check: to put right what it found, where that is safe and can be undone.</summary>
internal interface IDoctorRepair
{
    /// <summary>Repairs, and says in a sentence what was done and how to undo it, or why nothing was done.</summary>
    Task<string> RepairAsync(DoctorContext context, CancellationToken cancellationToken);
}
