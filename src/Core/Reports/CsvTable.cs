using System.Globalization;
using CsvHelper;

namespace ScaleSim.Core.Reports;

/// <summary>
/// The shape of a CSV file: header and rows come from the same columns, so they can't differ. UTF-8, comma, quotes
/// where a field holds a comma, quote or line break (RFC 4180), lines end in LF.
/// </summary>
public sealed class CsvTable<T>(params IReadOnlyList<CsvColumn<T>> columns)
{
    private static readonly CsvWriterOptions Options = new()
    {
        NewLine = "\n",
        FormatProvider = CultureInfo.InvariantCulture,
    };

    public IReadOnlyList<string> Names { get; } = [.. columns.Select(column => column.Name)];

    /// <summary>Writes the header and all rows; the stream stays open.</summary>
    public void Write(Stream stream, IEnumerable<T> rows)
    {
        using CsvWriter csv = Begin(stream);
        WriteRows(csv, rows);
    }

    /// <summary>Writes the header and all rows; the writer stays open.</summary>
    public void Write(TextWriter writer, IEnumerable<T> rows)
    {
        using CsvWriter csv = CsvWriter.Create(writer, Options, leaveOpen: true);
        csv.WriteHeader([.. Names]);
        WriteRows(csv, rows);
    }

    /// <summary>Begins a file with its header; the stream stays open when the result is disposed.</summary>
    internal CsvWriter Begin(Stream stream)
    {
        CsvWriter csv = CsvWriter.Create(stream, Options, leaveOpen: true);
        csv.WriteHeader([.. Names]);
        return csv;
    }

    internal void WriteRows(CsvWriter csv, IEnumerable<T> rows)
    {
        foreach (T row in rows)
        {
            foreach (CsvColumn<T> column in columns)
            {
                csv.WriteField(column.Text(row));
            }

            csv.EndRecord();
        }
    }
}
