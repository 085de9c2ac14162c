using ScaleSim.Core.Engines;
using ScaleSim.Core.Engines.Fake;
using ScaleSim.Docker.Engine;
using ScaleSim.Simulator.Reference;

namespace ScaleSim.Simulator.Launch;

/// <summary>Makes the engine that a command asks for.</summary>
internal static class EngineFactory
{
    /// <exception cref="EngineUnavailableException">The engine does not answer.</exception>
    public static Task<IEngine> ConnectAsync(
        EngineKind kind, int seed, TimeProvider time, CancellationToken cancellationToken) =>
        ConnectAsync(kind, seed, [], progress: null, time, cancellationToken);

    /// <param name="hostImages">What the engine is to load where it lacks it.</param>
    /// <param name="progress">Gets sentences while images are pulled and archives loaded.</param>
    /// <exception cref="EngineUnavailableException">The engine does not answer.</exception>
    public static async Task<IEngine> ConnectAsync(
        EngineKind kind,
        int seed,
        IReadOnlyList<HostImageSource> hostImages,
        Action<string>? progress,
        TimeProvider time,
        CancellationToken cancellationToken) => kind switch
        {
            EngineKind.Fake => new FakeEngine(new FakeEngineOptions { Seed = seed }, time),
            _ => await DockerEngine.ConnectAsync(
                new DockerEngineOptions
                {
                    Sandbox = ReferenceImage.Source, HostImages = hostImages, ImageProgress = progress, Time = time,
                },
                cancellationToken),
        };
}
