using ScaleSim.Core.Specs;
using ScaleSim.Simulator.Capacity;

namespace ScaleSim.Simulator.Tests.Capacity;

public sealed class CapacityRequestTests
{
    [Fact]
    public void Of_MeasuresAllGroupsInProportion_AndTwiceAsManyThen()
    {
        CapacityRequest request = CapacityRequest.Of(Spec(30, 10), workers: 200, sample: 16);

        Assert.Equal([6, 2], request.First.Values);
        Assert.Equal([12, 4], request.Second.Values);
        Assert.Equal([150, 50], request.Asked.Groups.Select(group => group.Count));
    }

    [Fact]
    public void Of_AsksAboutAThousand_WhereNobodySaysOtherwise() =>
        Assert.Equal(1000, CapacityRequest.Of(Spec(5), workers: null, sample: 16).Asked.Workers);

    [Fact]
    public void Of_TakesOneOfEachGroup_WhereTheyAreMany()
    {
        CapacityRequest request = CapacityRequest.Of(Spec(1000, 1, 1), workers: null, sample: 6);

        Assert.Equal([1, 1, 1], request.First.Values);
        Assert.Equal([2, 2, 2], request.Second.Values);
    }

    [Fact]
    public void Of_RefusesFewerThanTwoOfEachGroup_WithTheNumberThatWillDo()
    {
        CommandException exception =
            Assert.Throws<CommandException>(() => CapacityRequest.Of(Spec(5, 5, 5), workers: null, sample: 5));

        Assert.Equal(ExitCode.Usage, exception.ExitCode);
        Assert.EndsWith("Give --workers-max 6 or more.", exception.Message, StringComparison.Ordinal);
    }

    private static ClusterSpec Spec(params int[] counts) => new()
    {
        Name = "demo",
        Groups =
        [
            .. counts.Select((count, index) => new WorkerGroupSpec
            {
                Name = $"group-{index}", Count = count, Image = "example/worker",
            }),
        ],
        Master = new ExternalMasterSpec { Host = "192.0.2.1", Port = 19998 },
    };
}
