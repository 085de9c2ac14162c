using ScaleSim.Simulator.Doctor.Checks;

namespace ScaleSim.Simulator.Doctor;

/// <summary>All checks, in the order of the report: what stops everybody first.</summary>
internal static class DoctorChecks
{
    public static IReadOnlyList<IDoctorCheck> All { get; } =
    [
        new EngineCheck(),
        new VirtualMachineCheck(),
        new MemoryCheck(),
        new CoresCheck(),
        new DiskCheck(),
        new PortsCheck(),
        new BridgeCheck(),
        new SubnetCheck(),
        new NeighbourTableCheck(),
        new ConntrackCheck(),
        new PidsCheck(),
        new FileDescriptorsCheck(),
        new KeyringsCheck(),
        new InotifyCheck(),
        new IpForwardingCheck(),
        new UserlandProxyCheck(),
        new RuntimeCheck(),
        new LogDriverCheck(),
        new AddressPoolsCheck(),
        new LiveRestoreCheck(),
        new CgroupsCheck(),
        new GuardRouteCheck(),
        new PlanCheck(),
    ];
}
