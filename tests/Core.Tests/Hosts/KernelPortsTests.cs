using ScaleSim.Core.Hosts;
using ScaleSim.Core.Ports;

namespace ScaleSim.Core.Tests.Hosts;

public sealed class KernelPortsTests
{
    [Fact]
    public void ReadEphemeral_GivesTheRange_WhenWellFormed() =>
        Assert.Equal(new PortRange(32768, 60999), ReadEphemeral("32768\t60999\n"));

    [Theory]
    [InlineData("")]
    [InlineData("32768")]
    [InlineData("60999\t32768\n")]
    [InlineData("1\t70000\n")]
    [InlineData("-1\t60999\n")]
    public void ReadEphemeral_GivesNothing_WhenMalformed(string text) => Assert.Null(ReadEphemeral(text));

    [Theory]
    [InlineData("\n", new int[0])]
    [InlineData("8080\n", new[] { 8080 })]
    [InlineData("8080,9148-9150\n", new[] { 8080, 9148, 9149, 9150 })]
    [InlineData("9150-9148,oops,70000,7", new[] { 7 })]
    public void ReadReserved_ListsPortsAndRanges_LeavingOutWhatIsMalformed(string text, int[] ports)
    {
        FakeHostFiles files = new() { ["/proc/sys/net/ipv4/ip_local_reserved_ports"] = text };

        Assert.Equal(ports, KernelPorts.ReadReserved(files));
    }

    private static PortRange? ReadEphemeral(string text) =>
        KernelPorts.ReadEphemeral(new FakeHostFiles { ["/proc/sys/net/ipv4/ip_local_port_range"] = text });
}
