using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Selectors;

namespace ScaleSim.Core.Tests.Selectors;

/// <summary>What holds for every selector, tried on generated ones.</summary>
public sealed class WorkerSelectorPropertyTests
{
    private static readonly Config Thousands =
        Config.QuickThrowOnFailure.WithMaxTest(1000).WithReplay(20261121, 1);

    private static Gen<string> Terms =>
        from kind in Gen.Choose(0, 6)
        from a in Gen.Choose(0, 130)
        from b in Gen.Choose(0, 130)
        select string.Create(CultureInfo.InvariantCulture, $"{kind switch
        {
            0 => $"{a}",
            1 => $"{a}-{b}",
            2 => $"worker-{a:0000}",
            3 => $"node:{a % 40}",
            4 => $"{a}%",
            5 => $"{b} random",
            _ => $"worker-00{a % 10}*",
        }}");

    private static Arbitrary<(string Text, int Workers, int Seed)> Cases =>
        (from count in Gen.Choose(1, 4)
         from terms in Terms.ArrayOf(count)
         from workers in Gen.Choose(1, 120)
         from seed in Gen.Choose(0, int.MaxValue)
         select (string.Join(',', terms), workers, seed)).ToArbitrary();

    [Fact]
    public void Choose_GivesWorkersOfTheCluster_EachOnce_InOrder() => ForCases((text, workers, seed) =>
    {
        if (TryChoose(text, workers, seed) is { } chosen)
        {
            Assert.NotEmpty(chosen);
            int[] indexes = [.. chosen.Select(worker => worker.Index)];
            Assert.Equal(indexes.Distinct().Order(), indexes);
            Assert.All(chosen, worker => Assert.Contains(worker, workers));
        }
    });

    [Fact]
    public void Choose_IsTheSame_ForTheSameSeed_WhateverTheOrderOfTheWorkers() => ForCases((text, workers, seed) =>
        Assert.Equal(TryChoose(text, workers, seed), TryChoose(text, [.. workers.Reverse()], seed)));

    [Fact]
    public void Choose_OfAUnion_IsTheUnionOfItsParts() => ForCases((text, workers, seed) =>
    {
        if (TryChoose(text, workers, seed) is { } chosen)
        {
            IEnumerable<int> parts = text.Split(',')
                .SelectMany(part => TryChoose(part, workers, seed) ?? [])
                .Select(worker => worker.Index);
            Assert.Equal(parts.Distinct().Order(), chosen.Select(worker => worker.Index));
        }
    });

    [Fact]
    public void Refusals_HaveAWhyAndARemedy() => ForCases((text, workers, seed) =>
    {
        try
        {
            WorkerSelector.Parse(text).Choose(workers, seed);
        }
        catch (SelectorException refusal)
        {
            Assert.Matches(@": .+[.?] .+[.?]$", refusal.Message);
        }
    });

    private static IReadOnlyList<WorkerState>? TryChoose(string text, IReadOnlyList<WorkerState> workers, int seed)
    {
        try
        {
            return WorkerSelector.Parse(text).Choose(workers, seed);
        }
        catch (SelectorException)
        {
            return null;
        }
    }

    private static void ForCases(Action<string, IReadOnlyList<WorkerState>, int> check) => Prop.ForAll(
        Cases, sample => check(sample.Text, SelectorWorkers.Of(sample.Workers), sample.Seed)).Check(Thousands);
}
