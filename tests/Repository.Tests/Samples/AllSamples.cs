namespace ScaleSim.Repository.Tests.Samples;

/// <summary>Every sample, by its text.</summary>
internal static class AllSamples
{
    public static IReadOnlyDictionary<string, Sample> ByName { get; } =
        SizeSamples.All
            .Concat(SourceSamples.All)
            .Concat(LayeringSamples.All)
            .Concat(ScriptSamples.All)
            .Concat(DocumentSamples.All)
            .ToDictionary(sample => sample.ToString());
}
