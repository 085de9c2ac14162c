namespace ScaleSim.EndToEnd;

/// <summary>
/// Tests beside which no other may run: those that leave orphans, which the next command of any test would remove;
/// that clean up whatever is orphaned; that start and end daemons, which write the firewall's chains of others anew;
/// and that measure the machine.
/// </summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
