namespace ScaleSim.Simulator.ClusterFiles.Model;

/// <summary>The word for the built-in system's master.</summary>
internal enum ReferenceWord
{
    Reference,
}
