using System.Text.Json.Serialization;

namespace ScaleSim.Core.Specs.Images;

/// <summary>Where a group's image comes from.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(TagImageSpec), "tag")]
[JsonDerivedType(typeof(ArchiveImageSpec), "archive")]
[JsonDerivedType(typeof(HostImageSpec), "host")]
public abstract record ImageSpec
{
    /// <summary>An image by its tag, pulled where it is missing: what a bare name means.</summary>
    public static implicit operator ImageSpec(string tag) => FromTag(tag);

    /// <summary>An image by its tag, pulled where it is missing.</summary>
    public static TagImageSpec FromTag(string tag) => new(tag);

    /// <summary>How messages and plans call it.</summary>
    public sealed override string ToString() => this switch
    {
        TagImageSpec image => image.Tag,
        ArchiveImageSpec image => $"archive {image.Path}",
        HostImageSpec { Paths: [{ } first, ..] paths } => paths.Count == 1
            ? $"fromHost {first.Source}"
            : $"fromHost {first.Source} and {paths.Count - 1} more",
        _ => "fromHost",
    };
}
