using ScaleSim.Core.Engines;

namespace ScaleSim.Core.Runs;

/// <summary>Workers that are about to be ended on purpose.</summary>
/// <param name="Action">What is going to be done to them; never <see cref="WorkerAction.Start"/>.</param>
/// <param name="Workers">Indexes of those that run at the moment: nobody else can die of it.</param>
/// <param name="By">Who does it, for people: <c>scalesim kill</c>, <c>check worker-loss</c>.</param>
public sealed record DeathRequest(WorkerAction Action, IReadOnlyList<int> Workers, string By);
