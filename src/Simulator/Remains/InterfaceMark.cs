namespace ScaleSim.Simulator.Remains;

/// <summary>A network interface of the host. A name may be given again; the kernel's number is not.</summary>
/// <param name="Index">As /sys/class/net/NAME/ifindex has it.</param>
internal sealed record InterfaceMark(string Name, string Index);
