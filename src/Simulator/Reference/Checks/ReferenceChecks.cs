using ScaleSim.Core.Checks;

namespace ScaleSim.Simulator.Reference.Checks;

/// <summary>The checks that know the reference system, in the order in which they are to be made.</summary>
internal static class ReferenceChecks
{
    public static IReadOnlyList<ICheck> All { get; } =
    [
        new FilesCheck(ReferenceAccess.Open),
        new RamdiskOverfillCheck(ReferenceAccess.Open),
        new WorkerLossCheck(ReferenceAccess.Open),
        new BlockLossCheck(ReferenceAccess.Open),
        new MasterRestartCheck(ReferenceAccess.Open),
    ];
}
