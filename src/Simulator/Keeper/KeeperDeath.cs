namespace ScaleSim.Simulator.Keeper;

/// <summary>A worker that died while the keeper watched.</summary>
internal sealed record KeeperDeath(DateTimeOffset Time, int Worker, int? ExitCode, bool OutOfMemory);
