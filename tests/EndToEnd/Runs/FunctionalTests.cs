using System.Xml.Linq;

namespace ScaleSim.EndToEnd.Runs;

/// <summary>The tests of tests/Functional, run as a user would: by <c>scalesim run -- dotnet test</c>.</summary>
public sealed class FunctionalTests
{
    private const string Results = "functional.trx";

    [DockerFact]
    public async Task Run_RunsFunctionalTests_AgainstItsCluster()
    {
        using var scalesim = new Scalesim();
        await using var cluster = new TestCluster(scalesim, "functional");
        string assembly = Path.Combine(Scalesim.DirectoryOf("Functional"), "ScaleSim.Functional.dll");

        // The compiler's and the test host's temporary files are not ScaleSim's.
        CommandResult result = await scalesim.RunAsync(
            "run", "--name", cluster.Name, "--workers", "12", "--workers-per-node", "4", "--checks", "none",
            "--output", scalesim.Output, "--", "env", "--unset=TMPDIR", "dotnet", "test", assembly,
            "--logger", $"trx;LogFileName={Results}", "--results-directory", scalesim.Output);

        result.AssertExitCode(0);
        XElement counters = XDocument.Load(Path.Combine(scalesim.Output, Results)).Descendants()
            .Single(element => element.Name.LocalName == "Counters");
        int total = (int)counters.Attribute("total")!;
        Assert.True(total > 0, $"no functional test was found: {result.All}");
        Assert.True((int)counters.Attribute("passed")! == total, $"some were skipped: {counters}\n{result.All}");
        await cluster.AssertNothingLeftAsync();
    }
}
