namespace ScaleSim.Simulator.ClusterFiles.Model;

/// <summary>What a node's network interface carries.</summary>
internal sealed record NetworkKeys : KeyTable
{
    [Key(
        "Bits per second in each direction, shared by the workers of the node.",
        Example = "100Mbit",
        IsRequired = true)]
    public FileRate? Rate { get; init; }
}
