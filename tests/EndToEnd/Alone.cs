namespace ScaleSim.EndToEnd;

/// <summary>
/// Tests beside which no other may run: those that measure the machine. What starts and ends daemons, or leaves
/// orphans, has a daemon and a network of its own instead (<see cref="Engines.OwnEngine"/>).
/// </summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
