using FsCheck;
using FsCheck.Fluent;
using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Tests.Planning;

public sealed class IndexNumberingTests
{
    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(0, 3, 3)]
    [InlineData(1, 1, 4)]
    [InlineData(1, 2, 5)]
    [InlineData(0, 4, 6)]
    [InlineData(1, 3, 7)]
    [InlineData(0, 5, 8)]
    [InlineData(1, 5, 11)]
    public void IndexOf_RunsThroughTheGroups_AndDealsOutWhatComesLater(int group, int number, int index)
    {
        IndexNumbering numbering = new([3, 2]);

        Assert.Equal(index, numbering.IndexOf(group, number));
        Assert.Equal((group, number), numbering.Of(index));
    }

    [Fact]
    public void IndexOf_OfOneGroup_IsTheNumber() =>
        Assert.All(Enumerable.Range(1, 50), number => Assert.Equal(number, new IndexNumbering([7]).IndexOf(0, number)));

    [Fact]
    public void Of_IsTheInverse_ForAnyGroups() => Prop.ForAll(
        Gen.Choose(1, 40).ArrayOf(3).ToArbitrary(),
        counts =>
        {
            IndexNumbering numbering = new(counts);
            foreach (int index in Enumerable.Range(1, 300))
            {
                (int group, int number) = numbering.Of(index);
                Assert.Equal(index, numbering.IndexOf(group, number));
            }
        }).Check(Config.QuickThrowOnFailure.WithReplay(20261121, 1));
}
