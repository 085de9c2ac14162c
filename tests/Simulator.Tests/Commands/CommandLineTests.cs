using ScaleSim.Core.Hosts;
using ScaleSim.Simulator.Commands;
using ScaleSim.Simulator.Launch;
using ScaleSim.Simulator.Terminal;
using ScaleSim.Simulator.Tests.Terminal;

namespace ScaleSim.Simulator.Tests.Commands;

/// <summary>What can't be parsed, and what the user is told.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly HttpClient _http = new();
    private readonly TestConsole _errors = TestConsole.Pipe(width: 300);

    [Theory]
    [InlineData("run --wrokers 5", "option --wrokers, did you mean --workers? 'scalesim run --help' lists them.")]
    [InlineData("--wrokers=5", "unknown option --wrokers, did you mean --workers? 'scalesim --help' lists them.")]
    [InlineData("down demo --forse", "unknown option --forse, did you mean --force?")]
    [InlineData("plan --gibberish-of-mine", "unknown option --gibberish-of-mine: 'scalesim plan --help' lists those")]
    public async Task RunAsync_NamesTheOptionThatIsUnknown_AndTheNearest(string line, string message)
    {
        var context = new CommandContext(
            new LaunchServices(TimeProvider.System, new HostFiles(), _http),
            new TerminalConsoles(TestConsole.Pipe().Console, _errors.Console));

        Assert.Equal(ExitCode.Usage, await CommandLine.RunAsync(line.Split(' '), context));
        Assert.Contains(message, _errors.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _http.Dispose();
}
