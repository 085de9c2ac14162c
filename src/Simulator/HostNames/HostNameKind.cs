namespace ScaleSim.Simulator.HostNames;

/// <summary>What a name of a cluster stands for.</summary>
internal enum HostNameKind
{
    Master,
    Node,
    Worker,
}
