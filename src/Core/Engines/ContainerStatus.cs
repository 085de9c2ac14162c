namespace ScaleSim.Core.Engines;

/// <summary>The states that container engines agree on.</summary>
public enum ContainerStatus
{
    Created,
    Running,
    Paused,
    Restarting,
    Exited,
    Dead,
    Removing,
}
