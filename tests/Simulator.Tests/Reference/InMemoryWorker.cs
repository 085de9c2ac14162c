using ScaleSim.Core.Planning;

namespace ScaleSim.Simulator.Tests.Reference;

/// <summary>A worker of an <see cref="InMemoryReference"/>.</summary>
internal sealed class InMemoryWorker(WorkerPlan plan, long since)
{
    public WorkerPlan Plan => plan;

    public bool Runs { get; set; } = true;

    /// <value>When it was last killed or started: a timestamp of the clock.</value>
    public long Since { get; set; } = since;

    public int Starts { get; set; }

    public string Session { get; set; } = "first";

    public bool StaysAway { get; set; }

    public long LeakedBytes { get; set; }

    public Dictionary<long, byte[]> Blocks { get; } = [];
}
