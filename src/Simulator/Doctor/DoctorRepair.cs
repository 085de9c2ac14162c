namespace ScaleSim.Simulator.Doctor;

/// <summary>What became of a repair.</summary>
/// <param name="Text">What was done or would be, and how to undo it; or why nothing was.</param>
/// <param name="IsRefused">Whether it was asked for and not done.</param>
internal sealed record DoctorRepair(string Text, bool IsRefused = false);
