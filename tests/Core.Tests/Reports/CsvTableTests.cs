using CsvHelper;
using ScaleSim.Core.Reports;

namespace ScaleSim.Core.Tests.Reports;

public sealed class CsvTableTests
{
    private static readonly CsvTable<string?[]> Table = new(
        new("first", row => row[0]), new("second", row => row[1]));

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("dos\r\nlines", "\"dos\r\nlines\"")]
    [InlineData("naïve ✓", "naïve ✓")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Write_QuotesWhatNeedsIt(string? field, string written)
    {
        using var writer = new StringWriter();
        Table.Write(writer, [[field, "x"]]);

        Assert.Equal($"first,second\n{written},x\n", writer.ToString());
    }

    [Fact]
    public void Write_IsTheSameToAStreamAndToAWriter()
    {
        string?[][] rows = [["a,\"b\"\n", "ü"], [null, "2"]];
        using var writer = new StringWriter();
        using var stream = new MemoryStream();
        Table.Write(writer, rows);
        Table.Write(stream, rows);

        Assert.Equal(writer.ToString(), System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void Write_CanBeReadBack_WhateverTheFieldsHold()
    {
        string[] nasty = ["a,b", "\"", "\n", "\r\n", " spaces ", "=1+1", "日本", "tab\there", "a\"b,c\nd"];
        using var stream = new MemoryStream();
        Table.Write(stream, nasty.Select(field => new string?[] { field, "end" }));

        using CsvReader reader = CsvReader.Create(stream.ToArray(), CsvReaderOptions.Default);
        reader.ReadHeader();
        var read = new List<string>();
        while (reader.Read())
        {
            Assert.Equal("end", reader.GetString(1));
            read.Add(reader.GetString(0));
        }

        Assert.Equal(nasty, read);
    }
}
