using ScaleSim.Docker.Engine;

namespace ScaleSim.Simulator.Reference;

/// <summary>
/// The reference worker's image, made at run time from the file tree that the build laid beside the program.
/// </summary>
internal static class ReferenceImage
{
    public static ImageSource Source { get; } = new(
        ReferenceSystem.Image, Path.Combine(AppContext.BaseDirectory, "worker-image"), ["/scalesim-worker"]);
}
