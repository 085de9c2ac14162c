using ScaleSim.Core.Engines;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Engine;

/// <summary>The kind of machine that an Engine's containers run on, in Go's names as images have them.</summary>
/// <param name="Os">For example <c>linux</c>.</param>
/// <param name="Architecture">For example <c>amd64</c>.</param>
internal sealed record EnginePlatform(string Os, string Architecture)
{
    public static async Task<EnginePlatform> ReadAsync(DockerClient client, CancellationToken cancellationToken)
    {
        VersionResponse version = await client.System.GetVersionAsync(cancellationToken).ConfigureAwait(false);
        return new EnginePlatform(version.Os, version.Arch);
    }

    /// <summary>
    /// Whether programs of the other platform run here by themselves. What a tool left empty counts as fitting: the
    /// Engine takes it, too.
    /// </summary>
    public bool Runs(string os, string architecture) =>
        IsSame(os, Os)
        && (IsSame(architecture, Architecture)
            || (Architecture, architecture) is ("amd64", "386") or ("arm64", "arm"));

    /// <exception cref="ImageMissingException">It is for another kind of machine.</exception>
    public void Demand(string what, ImageInspectResponse image, string remedy)
    {
        if (!Runs(image.Os, image.Architecture))
        {
            throw new ImageMissingException(
                $"{what} is for {image.Os}/{image.Architecture}, and this engine runs on {this}. Its programs would "
                + $"end with 'exec format error'. {remedy}, then run the same command again.");
        }
    }

    public override string ToString() => $"{Os}/{Architecture}";

    private static bool IsSame(string image, string engine) =>
        image.Length == 0 || engine.Length == 0 || image == engine;
}
