namespace ScaleSim.WorkerImage;

/// <summary>What the process returns.</summary>
internal static class ExitCodes
{
    /// <summary>Stopped as asked, or every name resolved, or every port answered.</summary>
    public const int Ok = 0;

    /// <summary>A name did not resolve, or a port did not answer, or the worker could not go on.</summary>
    public const int Failed = 1;

    /// <summary>The arguments or the environment are wrong.</summary>
    public const int Usage = 2;
}
