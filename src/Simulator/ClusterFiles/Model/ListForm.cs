namespace ScaleSim.Simulator.ClusterFiles.Model;

/// <summary>What a list means where a mapping is expected.</summary>
internal enum ListForm
{
    /// <summary>An error.</summary>
    None,

    /// <summary>Keys without values: <c>[rpc, web]</c>.</summary>
    Names,

    /// <summary>Keys and values with <c>=</c> between: <c>[HOME=/tmp]</c>.</summary>
    Pairs,
}
