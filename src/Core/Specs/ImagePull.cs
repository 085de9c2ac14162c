namespace ScaleSim.Core.Specs;

/// <summary>When an image is fetched from its registry: the key <c>pull</c>.</summary>
public enum ImagePull
{
    /// <summary>Only where the engine has no image of this name; the default.</summary>
    Missing,

    /// <summary>Not at all: an image that the engine does not have is an error.</summary>
    Never,

    /// <summary>Once per command, whatever the engine has; where that fails, so does the command.</summary>
    Always,
}
