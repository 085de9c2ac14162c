namespace ScaleSim.Core.Checks;

/// <summary>What a check does to the cluster.</summary>
public enum CheckLevel
{
    /// <summary>Leaves the cluster as it was.</summary>
    Safe,

    /// <summary>Kills workers or restarts the master.</summary>
    Disruptive,
}
