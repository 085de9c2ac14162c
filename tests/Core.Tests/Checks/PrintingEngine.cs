using ScaleSim.Core.Engines;

namespace ScaleSim.Core.Tests.Checks;

/// <summary>The same whose workers have an environment.</summary>
internal sealed class PrintingEngine : StubEngine, IEnvironmentReader
{
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    public Task<IReadOnlyDictionary<string, string>> ReadEnvironmentAsync(
        string cluster, int worker, CancellationToken cancellationToken) => Task.FromResult(Environment);
}
