using System.Text.Json.Serialization;

namespace ScaleSim.Core.Reports.Summaries;

/// <summary>summary.json as JSON. What is not known is null, never absent: every summary has the same fields.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(RunSummary))]
public sealed partial class SummaryJsonContext : JsonSerializerContext;
