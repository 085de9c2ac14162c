namespace ScaleSim.EndToEnd.Runs;

/// <summary>
/// Rows of a CSV file by column names. A quoted field may have commas and doubled quotes, no line ends.
/// </summary>
internal static class CsvFile
{
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string path)
    {
        string[] lines = File.ReadAllLines(path);
        string[] columns = [.. Fields(lines[0])];
        return
        [
            .. lines.Skip(1).Select(line =>
                columns.Zip(Fields(line)).ToDictionary(pair => pair.First, pair => pair.Second)),
        ];
    }

    /// <remarks>A sample: <c>running,safe,"all 24 workers run, ""as planned"""</c></remarks>
    private static IEnumerable<string> Fields(string line)
    {
        int start = 0;
        while (start <= line.Length)
        {
            bool isQuoted = start < line.Length && line[start] == '"';
            int end = isQuoted ? EndOfQuoted(line, start + 1) : line.IndexOf(',', start);
            end = end < 0 ? line.Length : end;
            yield return isQuoted
                ? line[(start + 1)..(end - 1)].Replace("\"\"", "\"", StringComparison.Ordinal)
                : line[start..end];
            start = end + 1;
        }
    }

    /// <summary>The comma behind the closing quote, or the line's end.</summary>
    private static int EndOfQuoted(string line, int start)
    {
        for (int i = start; i < line.Length; i++)
        {
            if (line[i] == '"')
            {
                if (i + 1 >= line.Length || line[i + 1] != '"')
                {
                    return i + 1;
                }

                i++;
            }
        }

        return line.Length;
    }
}
