using ScaleSim.Simulator.Keeper;

namespace ScaleSim.Simulator.Tests.Keeper;

public sealed class ProcessIdentityTests
{
    private static readonly ProcessMark Self = ProcessMark.Of(Environment.ProcessId)!;

    [Fact]
    public void AProcess_IsItsIdAndItsStart()
    {
        Assert.True(ProcessIdentity.IsAlive(Self));
        Assert.False(ProcessIdentity.IsGone(Self, isFromHere: true));
        ProcessMark earlier = Self with { StartTicks = Self.StartTicks - 1 };
        Assert.False(ProcessIdentity.IsAlive(earlier));
        Assert.True(ProcessIdentity.IsGone(earlier, isFromHere: false));
    }

    [Fact]
    public void AProcessOfAnotherBoot_IsGone_WhereItRanOnThisMachine()
    {
        ProcessMark other = Self with { BootId = "00000000-0000-0000-0000-000000000000:1" };

        Assert.False(ProcessIdentity.IsAlive(other));
        Assert.True(ProcessIdentity.IsGone(other, isFromHere: true));
        Assert.False(ProcessIdentity.IsGone(other, isFromHere: false));
    }

    [Fact]
    public void AProcessOfAnotherNamespace_CanNotBeSeen_AndIsNotCalledGone()
    {
        ProcessMark inContainer = Self with { BootId = $"{Self.BootId.Split(':')[0]}:1", StartTicks = 1 };

        Assert.False(ProcessIdentity.IsAlive(inContainer));
        Assert.False(ProcessIdentity.IsGone(inContainer, isFromHere: true));
    }

    [Fact]
    public void AMark_IsReadAsItWasWritten()
    {
        Assert.Equal(Self, ProcessMark.TryParse($"{Self}\n"));
        Assert.Null(ProcessMark.TryParse(""));
        Assert.Null(ProcessMark.TryParse("812 44021"));
        Assert.Null(ProcessMark.TryParse("x 1 boot"));
    }

    [Fact]
    public void StartTicks_AreReadBehindAnOddName()
    {
        const string rest = "S 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 44021 0 0";

        Assert.Equal(44021, ProcessIdentity.ParseStartTicks($"812 (my (odd) name) {rest}"));
        Assert.Null(ProcessIdentity.ParseStartTicks($"812 (gone) Z{rest[1..]}"));
    }
}
