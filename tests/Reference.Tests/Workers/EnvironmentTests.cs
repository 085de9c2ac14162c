using System.Net;
using ScaleSim.Reference.Tests.Clusters;
using ScaleSim.ReferenceProtocol.Workers;
using ScaleSim.WorkerImage.Settings;

namespace ScaleSim.Reference.Tests.Workers;

public sealed class EnvironmentTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly Dictionary<string, string?> _variables;

    public EnvironmentTests() => _variables = new Dictionary<string, string?>
    {
        ["SCALESIM_WORKER_NAME"] = "worker-0007",
        ["SCALESIM_WORKER_INDEX"] = "7",
        ["SCALESIM_WORKER_HOST"] = "worker-0007.demo.scalesim.internal",
        ["SCALESIM_WORKER_ADDRESS"] = "198.18.0.2",
        ["SCALESIM_PORT_DATA"] = "20014",
        ["SCALESIM_PORT_WEB"] = "20015",
        ["SCALESIM_RAMDISK"] = _directory.Path,
        ["SCALESIM_MEMORY"] = "33554432",
        ["SCALESIM_MASTER"] = "master.demo.scalesim.internal:20000",
        ["SCALESIM_RUN"] = "run-1",
        ["SCALESIM_SEED"] = "-5",
    };

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Settings_AreWhatTheVariablesSay()
    {
        var settings = Read(out var errors);

        Assert.Empty(errors);
        Assert.Equal(("worker-0007", 7, "198.18.0.2"), (settings.Name, settings.Index, settings.Address));
        Assert.Equal(new WorkerPorts(20014, 20015), settings.Ports);
        Assert.Equal((33554432, -5, IPAddress.Any), (settings.MemoryBytes, settings.Seed, settings.Listen));
    }

    [Fact]
    public void Errors_AreToldAllAtOnce_WhenNothingIsSet()
    {
        var names = _variables.Keys.ToArray();
        _variables.Clear();

        Read(out var errors);

        Assert.Equal(names.Order(), errors.Select(e => e.Split(' ')[0]).Order());
    }

    [Theory]
    [InlineData("SCALESIM_WORKER_INDEX", "-1")]
    [InlineData("SCALESIM_WORKER_INDEX", "seven")]
    [InlineData("SCALESIM_WORKER_ADDRESS", "worker-0007")]
    [InlineData("SCALESIM_PORT_DATA", "0")]
    [InlineData("SCALESIM_PORT_DATA", "65536")]
    [InlineData("SCALESIM_PORT_WEB", "20 015")]
    [InlineData("SCALESIM_RAMDISK", "/no/such/directory")]
    [InlineData("SCALESIM_MEMORY", "32m")]
    [InlineData("SCALESIM_MEMORY", "1000")]
    [InlineData("SCALESIM_MASTER", "master")]
    [InlineData("SCALESIM_MASTER", "master:port")]
    [InlineData("SCALESIM_MASTER", "http://master:1")]
    [InlineData("SCALESIM_MASTER", ":20000")]
    [InlineData("SCALESIM_LISTEN", "everywhere")]
    [InlineData("SCALESIM_RUN", " ")]
    public void Error_NamesTheVariableAndItsValue(string name, string value)
    {
        _variables[name] = value;

        Read(out var errors);

        var error = Assert.Single(errors);
        Assert.StartsWith(name, error, StringComparison.Ordinal);
        Assert.Contains(string.IsNullOrWhiteSpace(value) ? "is not set" : value, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("198.18.0.1:20000")]
    [InlineData("[fd00::1]:20000")]
    [InlineData("master:80")]
    public void Master_MayBeANameOrAnAddress(string master)
    {
        _variables["SCALESIM_MASTER"] = master;

        Read(out var errors);

        Assert.Empty(errors);
    }

    [Fact]
    public void HeapLimit_LeavesRoomForTheRest()
    {
        Assert.Equal(20 << 20, HeapLimit.Of(32 << 20));
        Assert.Equal(1L << 30, HeapLimit.Of(1L << 40));
    }

    private WorkerSettings Read(out IReadOnlyList<string> errors) =>
        WorkerSettingsReader.Read(_variables.GetValueOrDefault, out errors);
}
