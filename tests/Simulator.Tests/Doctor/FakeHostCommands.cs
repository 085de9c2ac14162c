using ScaleSim.Simulator.Doctor.Host;

namespace ScaleSim.Simulator.Tests.Doctor;

/// <summary>Keeps what was run; does what it is told and ends as it is told.</summary>
internal sealed class FakeHostCommands : IHostCommands
{
    public List<string> Ran { get; } = [];

    public HostCommandResult Result { get; set; } = new(0, "");

    public Action Effect { get; set; } = () => { };

    public Task<HostCommandResult> RunAsync(
        string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        Ran.Add($"{program} {string.Join(' ', arguments)}");
        Effect();
        return Task.FromResult(Result);
    }
}
