using ScaleSim.Docker.Api.Models;
using ScaleSim.Docker.Engine;

namespace ScaleSim.Docker.Tests.Engine;

/// <summary>What the Engine marks and what the kernel wrote, held against each other.</summary>
public sealed class OutOfMemoryDeathTests
{
    private const string Container = OomReport.Container;
    private const string Own = $"/docker/{Container}";
    private const string Sibling = $"/docker/{OomReport.Sibling}";

    private static readonly ContainerState Marked = new() { OOMKilled = true, ExitCode = 137 };
    private static readonly ContainerState Unmarked = new() { ExitCode = 137 };

    [Fact]
    public void Death_AtItsOwnLimit_HasItsUse()
    {
        OutOfMemoryDeath death = Of(OomReport.OfGroup(Own, Own, 45056), Marked);

        Assert.Equal((true, "worker"), (death.IsOne, death.Shortage?.Of));
        Assert.Equal((45056L * 1024, 4096), (death.UseBytes, death.SharedBytes));
    }

    [Fact]
    public void Death_AtTheLimitOfAGroupAbove_NamesTheGroup_WhoseUseIsNotTheWorkers()
    {
        OutOfMemoryDeath death = Of(OomReport.OfGroup("/docker", Own, 45056), Marked);

        Assert.Equal(
            (true, "/docker", 45056L * 1024), (death.IsOne, death.Shortage!.Of, death.Shortage.LimitBytes));
        Assert.Equal((null, null), (death.UseBytes, death.SharedBytes));
    }

    [Fact]
    public void Death_OnAMachineWithoutMemory_IsFound_ThoughTheEngineDoesNotMarkIt()
    {
        OutOfMemoryDeath death = Of(OomReport.OfMachine(Own), Unmarked);

        Assert.Equal((true, "machine"), (death.IsOne, death.Shortage?.Of));
    }

    [Fact]
    public void Death_OfAnotherLife_OrByAnotherHand_IsNone()
    {
        Assert.False(OutOfMemoryDeath.Of(OomReport.OfMachine(Own), Container, Unmarked, _ => false).IsOne);
        Assert.False(Of(OomReport.OfMachine(Sibling), Unmarked).IsOne);
        Assert.False(Of(OomReport.OfMachine(Own), new ContainerState { ExitCode = 3 }).IsOne);
    }

    [Fact]
    public void Death_WithoutTheKernelsLog_MayBeAnybodysLimit() =>
        Assert.Equal(new OutOfMemoryDeath(true, null, null, null), Of("", Marked));

    [Fact]
    public void Death_ThatIsMarkedForOthers_IsNone_UnlessSomebodyKilledIt()
    {
        string others = OomReport.OfGroup("/docker", Sibling);

        Assert.False(Of(others, Marked with { ExitCode = 3 }).IsOne);
        Assert.Equal((true, null), (Of(others, Marked).IsOne, Of(others, Marked).Shortage));
    }

    [Theory]
    [InlineData("12:pids:/docker/9b\n4:memory:/docker/9b\n0::/system.slice/x\n", "/docker/9b")]
    [InlineData("5:cpu,memory:/docker/9b\n", "/docker/9b")]
    [InlineData("0::/system.slice/docker-9b.scope\n", "/system.slice/docker-9b.scope")]
    [InlineData("", null)]
    public void ControlGroup_IsTheMemorys(string lines, string? path) =>
        Assert.Equal(path, ControlGroups.MemoryPathIn(lines));

    private static OutOfMemoryDeath Of(string log, ContainerState state) =>
        OutOfMemoryDeath.Of(log, Container, state, _ => true);
}
