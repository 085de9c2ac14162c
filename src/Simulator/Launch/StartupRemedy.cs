namespace ScaleSim.Simulator.Launch;

/// <summary>What the user is told to do when a worker does not come up: whole sentences.</summary>
/// <param name="OfFailure">Where it failed or died.</param>
/// <param name="OfDelay">Where it was not ready by its group's deadline.</param>
/// <param name="OfLoss">Where the engine went away.</param>
internal sealed record StartupRemedy(string OfFailure, string OfDelay, string OfLoss);
