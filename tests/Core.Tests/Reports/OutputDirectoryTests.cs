using ScaleSim.Core.Reports;

namespace ScaleSim.Core.Tests.Reports;

public sealed class OutputDirectoryTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void Open_CreatesWhatIsMissing()
    {
        using OutputDirectory output = OutputDirectory.Open(_directory.PathOf("results/demo-1a2b3c4d"));

        Assert.True(Directory.Exists(output.Path));
        Assert.True(Path.IsPathFullyQualified(output.Path));
    }

    [Fact]
    public void Open_SaysWhatWhyAndWhatToDo_WhenItCantBeWritten()
    {
        string file = _directory.PathOf("file");
        File.WriteAllText(file, "in the way");

        var failure = Assert.Throws<OutputException>(() => OutputDirectory.Open(Path.Combine(file, "results")));

        Assert.StartsWith(
            $"The output directory {file}/results can't be written: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Choose another with --output DIR", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_IsRefused_WhileAnotherRunHoldsIt()
    {
        using (OutputDirectory first = OutputDirectory.Open(_directory.Path))
        {
            var failure = Assert.Throws<OutputException>(() => OutputDirectory.Open(_directory.Path));
            Assert.Contains("in use", failure.Message, StringComparison.Ordinal);
        }

        OutputDirectory.Open(_directory.Path).Dispose();
        Assert.Empty(Directory.GetFileSystemEntries(_directory.Path));
    }

    [Fact]
    public void Open_RemovesAnEarlierReport_AndNothingElse()
    {
        Directory.CreateDirectory(_directory.PathOf("logs"));
        string[] report = [.. ReportFiles.All, "inventory.json", "logs/worker-0007.log", "logs/master.log"];
        string[] others = ["notes.txt", "logs/notes.txt"];
        foreach (string name in report.Concat(others))
        {
            File.WriteAllText(_directory.PathOf(name), "old");
        }

        using OutputDirectory output = OutputDirectory.Open(_directory.Path);

        Assert.All(report, name => Assert.False(File.Exists(output.PathOf(name)), name));
        Assert.All(others, name => Assert.True(File.Exists(output.PathOf(name)), name));
    }

    public void Dispose() => _directory.Dispose();
}
