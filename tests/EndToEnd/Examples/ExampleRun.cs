using ScaleSim.EndToEnd.Runs;

namespace ScaleSim.EndToEnd.Examples;

/// <summary>A run of an example as its page says, and what it leaves. Gone with the test.</summary>
/// <param name="example">The name of its folder.</param>
internal sealed class ExampleRun(string example) : IDisposable
{
    public Scalesim Scalesim { get; } = new();

    public Task<CommandResult> RunAsync(TestCluster cluster, params string[] test) => Scalesim.RunAsync(
        [
            "run", FileOf("cluster.yaml"), "--name", cluster.Name, "--output", Scalesim.Output, "--", .. test,
        ]);

    public IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string file) =>
        CsvFile.Read(Path.Combine(Scalesim.Output, file));

    public IEnumerable<string> States() => Rows("workers.csv").Select(row => row["state"]);

    public Task<string> TestLogAsync() => File.ReadAllTextAsync(Path.Combine(Scalesim.Output, "test.log"));

    public string FileOf(string file)
    {
        DirectoryInfo directory = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "ScaleSim.sln")))
        {
            directory = directory.Parent!;
        }

        return Path.Combine(directory.FullName, "examples", example, file);
    }

    public void Dispose() => Scalesim.Dispose();
}
