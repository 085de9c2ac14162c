using System.Globalization;

namespace ScaleSim.Core.Capacity;

/// <summary>Something wrong in a catalogue of machine types.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">The column's name; null for the line as a whole.</param>
/// <param name="Message">What is wrong with which value, and what to write instead.</param>
public sealed record MachineCatalogError(long Line, string? Column, string Message)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"line {Line}{(Column is null ? "" : $", column {Column}")}: {Message}");
}
