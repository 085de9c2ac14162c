namespace ScaleSim.Core.Specs;

/// <summary>How the host reaches the workers' ports.</summary>
public enum Exposure
{
    /// <summary>Direct where the engine is local and Linux, else published.</summary>
    Auto,

    /// <summary>The host routes to the nodes' addresses; nothing is published.</summary>
    Direct,

    /// <summary>Every port is published on its node, the same number outside as inside, on 127.0.0.1.</summary>
    Published,
}
