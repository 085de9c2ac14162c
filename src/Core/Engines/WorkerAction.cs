namespace ScaleSim.Core.Engines;

/// <summary>What can be done to a worker. A killed worker stays dead until it is started.</summary>
public enum WorkerAction
{
    Kill,
    Start,
    Stop,
    Restart,
}
