namespace ScaleSim.Core.Reports;

/// <summary>A column of a CSV file: its name in the header, and its text for a row; null is an empty field.</summary>
public sealed record CsvColumn<T>(string Name, Func<T, string?> Text);
