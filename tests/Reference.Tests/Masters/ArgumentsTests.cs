using System.Net;
using ScaleSim.ReferenceMaster.Options;

namespace ScaleSim.Reference.Tests.Masters;

public class ArgumentsTests
{
    [Fact]
    public void Options_AreWhatTheArgumentsSay()
    {
        var options = Parse(out var errors,
            "--run", "r1", "--listen", "198.18.0.1:20000", "--listen=127.0.0.1:20001", "--journal", "/j",
            "--replication", "3", "--seed", "-7", "--expected-workers", "500");

        Assert.Empty(errors);
        Assert.Equal(("r1", "/j", 3), (options.Run, options.Journal, options.Replication));
        Assert.Equal((-7, 500), (options.Seed, options.ExpectedWorkers));
        Assert.Equal(["198.18.0.1:20000", "127.0.0.1:20001"], options.Listen.Select(e => e.ToString()));
    }

    [Fact]
    public void Defaults_AreLoopbackAndTwoReplicas()
    {
        var options = Parse(out var errors, "--run", "r1");

        Assert.Empty(errors);
        Assert.True(IPAddress.IsLoopback(Assert.Single(options.Listen).Address));
        Assert.Equal((2, null, 0), (options.Replication, options.Journal, options.ExpectedWorkers));
    }

    [Fact]
    public void Variables_Serve_WhereArgumentsAreMissing()
    {
        var variables = new Dictionary<string, string?>
        {
            ["SCALESIM_RUN"] = "from-variable",
            ["SCALESIM_MASTER_LISTEN"] = "127.0.0.1:1, [::1]:2",
            ["SCALESIM_MASTER_REPLICATION"] = "4",
        };

        var options = MasterArguments.Parse(["--replication", "1"], variables.GetValueOrDefault, out var errors);

        Assert.Empty(errors);
        Assert.Equal(("from-variable", 1, 2), (options.Run, options.Replication, options.Listen.Count));
    }

    [Theory]
    [InlineData("--replication", "0")]
    [InlineData("--replication", "two")]
    [InlineData("--listen", "localhost:20000")]
    [InlineData("--listen", "127.0.0.1")]
    [InlineData("--listen", "127.0.0.1:99999")]
    [InlineData("--expected-workers", "-1")]
    [InlineData("--seed", "x")]
    public void Error_NamesTheOptionAndItsValue(string option, string value)
    {
        Parse(out var errors, "--run", "r1", option, value);

        Assert.StartsWith($"{option} is '{value}'.", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_AreToldAllAtOnce()
    {
        Parse(out var errors, "--what", "--replication", "99", "--journal");

        Assert.Equal(4, errors.Count);
    }

    private static MasterOptions Parse(out IReadOnlyList<string> errors, params string[] args) =>
        MasterArguments.Parse(args, _ => null, out errors);
}
