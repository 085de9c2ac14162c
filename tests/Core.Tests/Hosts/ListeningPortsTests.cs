using ScaleSim.Core.Hosts;

namespace ScaleSim.Core.Tests.Hosts;

public sealed class ListeningPortsTests
{
    private const string Header = "  sl  local_address rem_address   st tx_queue rx_queue\n";

    [Theory]
    [InlineData("   0: 00000000:07E8 00000000:0000 0A 00000000:00000000", 2024)]
    [InlineData("1000: 0100007F:FFFF 00000000:0000 0A 00000000:00000000", 65535)]
    [InlineData("   0: 0000000000000000FFFF00000100007F:0050 0000:0000 0A 00000000:00000000", 80)]
    public void Parse_FindsThePort_WhateverTheAddress(string line, int port) =>
        Assert.Equal([port], ListeningPorts.Parse(Header + line + "\n"));

    [Theory]
    [InlineData("   0: 00000000:07E8 00000000:0000 01 00000000:00000000")]
    [InlineData("   0: 00000000:07E8")]
    [InlineData("   0: 00000000:XYZW 00000000:0000 0A 00000000:00000000")]
    [InlineData("   0: 00000000 00000000:0000 0A 00000000:00000000")]
    [InlineData("")]
    public void Parse_LeavesALineOut_WhenItIsNoListenerOrMalformed(string line) =>
        Assert.Empty(ListeningPorts.Parse(Header + line + "\n"));
}
