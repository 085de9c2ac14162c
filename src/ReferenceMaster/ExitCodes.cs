namespace ScaleSim.ReferenceMaster;

/// <summary>What the process returns.</summary>
internal static class ExitCodes
{
    /// <summary>Stopped as asked.</summary>
    public const int Ok = 0;

    /// <summary>It could not start or could not go on.</summary>
    public const int Failed = 1;

    /// <summary>The arguments are wrong.</summary>
    public const int Usage = 2;
}
