using System.Net.Sockets;
using ScaleSim.Core.Engines;
using ScaleSim.Simulator.Doctor;
using ScaleSim.Simulator.Doctor.Checks;

namespace ScaleSim.Simulator.Tests.Doctor.Checks;

public sealed class EngineCheckTests
{
    private readonly TestMachine _machine = new();

    [Fact]
    public async Task CheckAsync_IsOk_WithARecentEngine()
    {
        DoctorResult result = await _machine.CheckAsync(new EngineCheck());

        Assert.Equal(DoctorResult.Ok("engine", "Docker Engine 28.5.2, API 1.51"), result);
    }

    [Fact]
    public async Task CheckAsync_IsOk_WithTheFakeEngine()
    {
        _machine.Engine = new EngineFacts
        {
            Kind = "fake",
            Version = "0.1.0",
            IsLocal = true,
            Cores = 2,
            MemoryBytes = 1L << 30,
        };

        Assert.Equal(DoctorStatus.Ok, (await _machine.CheckAsync(new EngineCheck())).Status);
    }

    [Fact]
    public async Task CheckAsync_Fails_WithAnOldEngine()
    {
        _machine.Engine = _machine.Engine! with { Version = "19.03.8", ApiVersion = new Version(1, 40) };

        DoctorResult result = await _machine.CheckAsync(new EngineCheck());

        Assert.Equal(DoctorStatus.Failed, result.Status);
        Assert.Equal(
            "Docker Engine 19.03.8, API 1.40; ScaleSim needs API 1.41 (Engine 20.10) or newer.", result.Message);
        Assert.NotNull(result.Fix);
    }

    [Fact]
    public async Task CheckAsync_FailsAndSaysHowToStartOne_WhenNoneAnswers()
    {
        _machine.Engine = null;
        _machine.EngineFailure = new EngineUnavailableException("There is no such socket.");

        DoctorResult result = await _machine.CheckAsync(new EngineCheck());

        Assert.Equal((DoctorStatus.Failed, "There is no such socket."), (result.Status, result.Message));
        Assert.Contains("sudo systemctl start docker", result.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckAsync_FailsAndNamesTheGroup_WhenTheSocketRefusesTheUser()
    {
        _machine.Engine = null;
        _machine.EngineFailure = new EngineUnavailableException(
            "Permission denied.", new IOException("", new SocketException((int)SocketError.AccessDenied)));

        DoctorResult result = await _machine.CheckAsync(new EngineCheck());

        Assert.Contains("usermod -aG docker", result.Fix, StringComparison.Ordinal);
    }
}
