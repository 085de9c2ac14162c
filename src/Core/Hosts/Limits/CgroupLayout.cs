namespace ScaleSim.Core.Hosts.Limits;

/// <summary>How a machine's control groups are mounted.</summary>
public enum CgroupLayout
{
    /// <summary>Nothing is mounted that could be read.</summary>
    Unknown,

    /// <summary>Version 1 alone: a tree per controller.</summary>
    Legacy,

    /// <summary>Version 1 with a version 2 tree beside it, which crun up to 1.8 refuses.</summary>
    Hybrid,

    /// <summary>Version 2 alone.</summary>
    Unified,
}
