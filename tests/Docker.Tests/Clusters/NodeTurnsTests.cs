using ScaleSim.Docker.Clusters;

namespace ScaleSim.Docker.Tests.Clusters;

public sealed class NodeTurnsTests
{
    [Fact]
    public void Of_TakesOneOfEachNodeInTurn_AndAllOfThem()
    {
        (int Node, string Name)[] containers = [(1, "a"), (1, "b"), (1, "c"), (2, "d"), (3, "e"), (3, "f")];

        IEnumerable<string> turns = NodeTurns.Of(containers, container => container.Node)
            .Select(container => container.Name);

        Assert.Equal(["a", "d", "e", "b", "f", "c"], turns);
    }
}
