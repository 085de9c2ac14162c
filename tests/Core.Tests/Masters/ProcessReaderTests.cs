using ScaleSim.Core.Masters;

namespace ScaleSim.Core.Tests.Masters;

public sealed class ProcessReaderTests
{
    private const string Stat =
        "812 (a ) name (x)) S 1 812 812 0 -1 4194560 1200 0 3 0 431 97 5 6 20 0 14 0 "
        + "44021 291651584 5120 1844674407370";

    [Fact]
    public void Parse_ReadsTimesAndMemory_WhateverTheProgramIsCalled()
    {
        ProcessReading? reading = ProcessReader.Parse(Stat, "71204 5120 3000 10 0 9000 0\n", 4096);

        Assert.Equal(new ProcessReading(44021, TimeSpan.FromSeconds(5.28), 5120L * 4096), reading);
    }

    [Theory]
    [InlineData("", "1 2")]
    [InlineData("812 (a) S 1 812", "1 2")]
    [InlineData(Stat, "")]
    [InlineData(Stat, "1")]
    [InlineData(Stat, "1 x")]
    public void Parse_IsNull_ForWhatIsCutOff(string stat, string statm) =>
        Assert.Null(ProcessReader.Parse(stat, statm, 4096));

    [Fact]
    public void Read_FindsThisProcess_AndNoneWhereThereIsNone()
    {
        var reader = new ProcessReader();
        ProcessReading? first = reader.Read(Environment.ProcessId);

        Assert.NotNull(first);
        Assert.InRange(first.MemoryBytes, 1L << 20, 1L << 40);
        Assert.Equal(first.StartTicks, reader.Read(Environment.ProcessId)!.StartTicks);
        Assert.Null(reader.Read(int.MaxValue));
    }
}
