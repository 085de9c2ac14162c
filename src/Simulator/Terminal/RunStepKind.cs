namespace ScaleSim.Simulator.Terminal;

/// <summary>What is counted while a cluster comes and goes.</summary>
internal enum RunStepKind
{
    NodesStarted,
    WorkersStarted,
    WorkersReady,
    WorkersRegistered,
    WorkersRemoved,
}
