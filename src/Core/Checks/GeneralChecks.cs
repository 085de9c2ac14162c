namespace ScaleSim.Core.Checks;

/// <summary>The checks that need to know nothing of the system: for every cluster file.</summary>
public static class GeneralChecks
{
    public static IReadOnlyList<ICheck> All { get; } =
    [
        new RunningCheck(),
        new RegisteredCheck(),
        new PortsFromHostCheck(),
        new PortsFromNodeCheck(),
        new NamesCheck(),
        new RamdisksCheck(),
    ];
}
