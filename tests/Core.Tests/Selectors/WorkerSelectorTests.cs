using ScaleSim.Core.Engines;
using ScaleSim.Core.Selectors;

namespace ScaleSim.Core.Tests.Selectors;

public sealed class WorkerSelectorTests
{
    [Theory]
    [InlineData("all", "1 2 3 4 5 6 9")]
    [InlineData("2", "2")]
    [InlineData("2-4", "2 3 4")]
    [InlineData("5-9", "5 6 9")]
    [InlineData("9,1-2", "1 2 9")]
    [InlineData("1-3,2,3", "1 2 3")]
    [InlineData("pi4-0004", "6")]
    [InlineData("jetson-*", "4 5 9")]
    [InlineData("*-0001", "1 4")]
    [InlineData("pi4-000?", "1 2 3 6")]
    [InlineData("node:002", "4 5 9")]
    [InlineData("node:2", "4 5 9")]
    [InlineData("node:node-003", "6")]
    [InlineData("group:pi4", "1 2 3 6")]
    [InlineData(" group:jetson , 1 ", "1 4 5 9")]
    [InlineData("100%", "1 2 3 4 5 6 9")]
    [InlineData("7 random", "1 2 3 4 5 6 9")]
    public void Choose_GivesTheWorkersThatAreMeant(string text, string expected) => Assert.Equal(
        expected,
        string.Join(
            ' ',
            WorkerSelector.Parse(text).Choose(SelectorWorkers.Rack, seed: 7).Select(worker => worker.Index)));

    [Theory]
    [InlineData("0", "holds index 0: workers' indexes run from 1. Write 1.")]
    [InlineData("0-99", "holds index 0: workers' indexes run from 1. Write 1-99.")]
    [InlineData("9-3", "The range '9-3' is reversed: its first index 9 is above its last, 3. Write 3-9.")]
    [InlineData("99999999999", "too large for an index")]
    [InlineData("", "has an empty part")]
    [InlineData("1,,2", "has an empty part")]
    [InlineData("everybody", "'everybody' is no selector")]
    [InlineData("worker 7", "'worker 7' is no selector")]
    [InlineData("Worker-0007", "'Worker-0007' is no selector")]
    [InlineData("node:", "nothing follows the colon")]
    [InlineData("node:x", "'node:x' names no node")]
    [InlineData("node:0", "'node:0' names no node")]
    [InlineData("groop:pi4", "Did you mean group:pi4?")]
    [InlineData("zone:a", "the words before a colon are node and group")]
    [InlineData("0%", "'0%' is no share")]
    [InlineData("101%", "'101%' is no share")]
    [InlineData("%", "'%' is no share")]
    [InlineData("random", "'random' says not how many")]
    [InlineData("0 random", "'0 random' says not how many")]
    [InlineData("-1 random", "'-1 random' says not how many")]
    public void Parse_Refuses_WhatIsNoSelector(string text, string part)
    {
        SelectorException refusal = Assert.Throws<SelectorException>(() => WorkerSelector.Parse(text));

        Assert.Contains(part, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10", "There is no worker for index 10: the cluster's 7 workers have indexes 1-9.")]
    [InlineData("8", "There is no worker for index 8")]
    [InlineData("7-8", "There is no worker for indexes 7-8")]
    [InlineData("5-12", "There is no worker for indexes 5-12: the cluster's 7 workers have indexes 1-9.")]
    [InlineData("pi4-0044", "Did you mean pi4-0004?")]
    [InlineData("storage-*", "Its 7 workers are pi4-0001 to jetson-0003")]
    [InlineData("node:4", "the cluster has workers on the nodes 1 to 3")]
    [InlineData("group:pi5", "the cluster's groups are pi4, jetson")]
    [InlineData("8 random", "'8 random' asks for 8 workers: the cluster has 7")]
    public void Choose_Refuses_WhatChoosesNobody(string text, string part)
    {
        WorkerSelector selector = WorkerSelector.Parse(text);

        SelectorException refusal = Assert.Throws<SelectorException>(
            () => selector.Choose(SelectorWorkers.Rack, seed: 1));

        Assert.Contains(part, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_Refuses_WhenThereAreNoWorkers() =>
        Assert.Throws<SelectorException>(() => WorkerSelector.Parse("all").Choose([], seed: 1));

    [Fact]
    public void Choose_GivesOtherWorkers_ForAnotherSeed()
    {
        IReadOnlyList<WorkerState> workers = SelectorWorkers.Of(200);
        WorkerSelector selector = WorkerSelector.Parse("10 random");

        IEnumerable<string> choices = Enumerable.Range(0, 20)
            .Select(seed => string.Join(' ', selector.Choose(workers, seed).Select(worker => worker.Index)));

        Assert.Equal(20, choices.Distinct().Count());
    }

    [Theory]
    [InlineData("5%", 200, 10)]
    [InlineData("5%", 12, 1)]
    [InlineData("5%", 39, 1)]
    [InlineData("7%", 100, 7)]
    [InlineData("2.5%", 200, 5)]
    [InlineData("99%", 1, 1)]
    public void Choose_RoundsAShareDown_ToOneAtLeast(string text, int workers, int expected) =>
        Assert.Equal(expected, WorkerSelector.Parse(text).Choose(SelectorWorkers.Of(workers), seed: 3).Count);
}
