namespace ScaleSim.Core.Specs.Images;

/// <summary>When an image is pulled from its registry.</summary>
public enum ImagePull
{
    /// <summary>Where the engine has none of this name.</summary>
    Missing,

    /// <summary>Never: an image that is missing is an error.</summary>
    Never,

    /// <summary>At each start of a cluster.</summary>
    Always,
}
