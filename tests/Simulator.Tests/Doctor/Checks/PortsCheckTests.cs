using ScaleSim.Core.Ports;
using ScaleSim.Core.Specs;
using ScaleSim.Simulator.Doctor;
using ScaleSim.Simulator.Doctor.Checks;

namespace ScaleSim.Simulator.Tests.Doctor.Checks;

public sealed class PortsCheckTests
{
    private readonly TestMachine _machine = new();

    [Fact]
    public async Task CheckAsync_CountsTheFullestNode_WhenDirect()
    {
        DoctorResult result = await _machine.CheckAsync(new PortsCheck());

        Assert.Equal(
            DoctorResult.Ok(
                "ports", "Range 20000-31999 has 12,000 ports; a node's workers need 200, and none of the host's."),
            result);
    }

    [Fact]
    public async Task CheckAsync_FailsAndWidens_WhenANodeNeedsMore()
    {
        _machine.Spec = _machine.Spec with { Ports = new PortRange(20000, 20099) };

        DoctorResult result = await _machine.CheckAsync(new PortsCheck());

        Assert.Equal(DoctorStatus.Failed, result.Status);
        Assert.Equal("Widen the range, --ports 20000-20999, or lower --workers.", result.Fix);
    }

    [Fact]
    public async Task CheckAsync_Fails_WhenANodesOutgoingConnectionsTakeThePorts()
    {
        _machine.Spec = _machine.Spec with { Ports = new PortRange(32000, 33000) };

        DoctorResult result = await _machine.CheckAsync(new PortsCheck());

        Assert.Equal(DoctorStatus.Failed, result.Status);
        Assert.Contains("ephemeral range 32768-60999", result.Message, StringComparison.Ordinal);
        Assert.Equal("Choose ports below it: --ports 20000-31999", result.Fix);
    }

    [Fact]
    public async Task CheckAsync_CountsAllWorkersAndThoseInUse_WhenPublished()
    {
        Publish();
        _machine.Files["/proc/net/tcp"] = "sl local_address\n 0: 0100007F:4E25 00000000:0000 0A 0\n";

        DoctorResult result = await _machine.CheckAsync(new PortsCheck());

        Assert.Equal(
            DoctorResult.Ok(
                "ports",
                "Range 20000-31999 has 12,000 ports, 1 of them in use; published workers need 1,000, all different."),
            result);
    }

    [Fact]
    public async Task CheckAsync_Fails_WhenPublishedPortsLackOne()
    {
        Publish();
        _machine.Spec = _machine.Spec with { Ports = new PortRange(20000, 20999) };
        _machine.Files["/proc/net/tcp"] = "sl local_address\n 0: 0100007F:4E25 00000000:0000 0A 0\n";

        Assert.Equal(DoctorStatus.Failed, (await _machine.CheckAsync(new PortsCheck())).Status);
    }

    [Fact]
    public async Task CheckAsync_FailsAndNarrowsTheHostsRange_WhenItReachesBelowTheUsual()
    {
        Publish();
        _machine.Files["/proc/sys/net/ipv4/ip_local_port_range"] = "10000\t65535\n";

        DoctorResult result = await _machine.CheckAsync(new PortsCheck());

        Assert.Equal(DoctorStatus.Failed, result.Status);
        Assert.EndsWith(
            "sysctl -w net.ipv4.ip_local_port_range=\"32768 60999\"", result.Fix, StringComparison.Ordinal);
    }

    private void Publish() => _machine.Spec = _machine.Spec with { Expose = Exposure.Published };
}
