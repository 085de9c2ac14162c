using System.Text;
using ScaleSim.Core.Capacity;

namespace ScaleSim.Core.Tests.Capacity;

public sealed class MachineCatalogTests
{
    private const string Header = "name,provider,cores,memoryGiB,pricePerHour\n";

    [Fact]
    public void ReadDefault_HasTypesOfTheCommonClouds()
    {
        IReadOnlyList<MachineType> types = MachineCatalog.ReadDefault();

        Assert.Equal(["AWS", "Azure", "GCP"], types.Select(type => type.Provider).Distinct().Order());
        Assert.All(types, type => Assert.InRange(type.DollarsPerHour, 0.05m, 5m));
        Assert.All(types, type => Assert.InRange(type.MemoryGiB / type.Cores, 2, 8));
    }

    [Fact]
    public void Read_TakesColumnsInAnyOrder_WithOthersAndCommentsBesides() => Assert.Equal(
        [
            new MachineType("big", "us, inc.", 64, 512, 0),
            new MachineType("small", "us, inc.", 2, 3.75, 0.0416m),
        ],
        Read("# ours\npricePerHour,remark,cores,memoryGiB,provider,name\n"
            + "0,\"bought, \"\"paid\"\"\",64,512,\"us, inc.\",big\n\n# the other\n"
            + "0.0416,, 2 ,3.75,\"us, inc.\",small\n"));

    [Theory]
    [InlineData("a,b,eight,32,0.4\n", 2, "cores", "'eight' can't be. Write a whole number of cores such as 8.")]
    [InlineData("a,b,2.5,32,0.4\n", 2, "cores", "'2.5' can't be. Write a whole number of cores such as 8.")]
    [InlineData("a,b,0,32,0.4\n", 2, "cores", "'0' can't be.")]
    [InlineData("a,b,8,-1,0.4\n", 2, "memoryGiB", "'-1' can't be. Write GiB above 0, such as 32.")]
    [InlineData("a,b,8,32 GB,0.4\n", 2, "memoryGiB", "'32 GB' can't be.")]
    [InlineData("a,b,8,32,$0.40\n", 2, "pricePerHour", "'$0.40' can't be. Write US dollars per hour such as 0.4032.")]
    [InlineData("a,b,8,32,\"0,4\"\n", 2, "pricePerHour", "'0,4' can't be.")]
    [InlineData("a,b,8,32,NaN\n", 2, "pricePerHour", "'NaN' can't be.")]
    [InlineData("a,b,8,32\n", 2, "pricePerHour", "it is empty. Write US dollars per hour such as 0.4032.")]
    [InlineData("\n# x\n,b,8,32,0.4\n", 4, "name", "it is empty. Write a text there.")]
    [InlineData("a,b,8,32,0.4\na,c,8,32,0.4\na,b,9,9,9\n", 4, "name", "'a' of b stands in the file twice.")]
    [InlineData("", 1, null, "there is no machine type in it. Add a line for each.")]
    public void Read_NamesLineColumnValueAndRemedy_OfWhatIsWrong(
        string rows, long line, string? column, string message)
    {
        MachineCatalogError error = Assert.Single(Errors(Header + rows));

        Assert.Equal((line, column), (error.Line, error.Column));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TellsEverythingAtOnce_WithTheFilesName()
    {
        MachineCatalogException exception = Assert.Throws<MachineCatalogException>(
            () => Read(Header + "a,b,x,y,z\nc,,8,32,0.4\n"));

        Assert.Equal(
            ["cores", "memoryGiB", "pricePerHour", "provider"], exception.Errors.Select(error => error.Column));
        Assert.StartsWith(
            "types.csv, line 2, column cores: 'x' can't be.", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name,provider,cores\na,b,8\n", "the header lacks memoryGiB, pricePerHour. Begin the file with: ")]
    [InlineData("name;provider;cores;memoryGiB;pricePerHour\n", "the header lacks name, provider, cores,")]
    [InlineData("", "the header lacks name, provider, cores, memoryGiB, pricePerHour.")]
    public void Read_SaysWhichColumnsAreMissing(string csv, string message) => Assert.StartsWith(
        message, Assert.Single(Errors(csv)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_SaysThatItIsNoCsv_WhereAQuoteIsNeverClosed() => Assert.StartsWith(
        "it is no CSV:", Assert.Single(Errors(Header + "\"a,b,8,32,0.4\n")).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_ShortensALongValue_InItsMessage() => Assert.InRange(
        Assert.Single(Errors(Header + $"a,b,{new string('9', 5000)},32,0.4\n")).Message.Length, 10, 120);

    private static IReadOnlyList<MachineType> Read(string csv) =>
        MachineCatalog.Read(Encoding.UTF8.GetBytes(csv), "types.csv");

    private static IReadOnlyList<MachineCatalogError> Errors(string csv) =>
        Assert.Throws<MachineCatalogException>(() => Read(csv)).Errors;
}
