using ScaleSim.Simulator.Status;

namespace ScaleSim.Simulator.Terminal;

/// <summary>A worker of a <see cref="StatusDocument"/> that is not as it is to be.</summary>
internal sealed record StatusMissing(int Index, string Name, string Group, string State, string Why)
{
    public static StatusMissing Of(MissingWorker worker) =>
        new(worker.Index, worker.Name, worker.Group, worker.State, worker.Why);
}
