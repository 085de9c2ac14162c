namespace ScaleSim.WorkerImage.Sandbox;

/// <summary>The node's sandbox: it holds the network namespace of a node and does nothing else, in as little memory as
/// a process can have.</summary>
internal static class PauseVerb
{
    public static int Run()
    {
        using var signal = new StopSignal();
        signal.Stopped.Wait();
        return ExitCodes.Ok;
    }
}
