using ScaleSim.Core.Runs;
using Spectre.Console;

namespace ScaleSim.Simulator.Terminal;

/// <summary>Bars and verdicts that are drawn over again, for a terminal.</summary>
internal sealed class LiveRunView(IAnsiConsole console) : IRunView
{
    private readonly LiveScreen _screen = new(console);
    private string _note = "";
    private bool _isPaused;
    private RunPhase _phase;

    public void Update(RunSnapshot snapshot)
    {
        if (_isPaused)
        {
            return;
        }

        if (snapshot.Phase != _phase)
        {
            _phase = snapshot.Phase;
            _note = "";
        }

        _screen.Show(RunPanel.Of(snapshot, _note, console.Profile.Capabilities.Unicode));
    }

    public void Note(string text) => _note = text;

    public Task PauseAsync()
    {
        _isPaused = true;
        return _screen.EndAsync();
    }

    public void Resume() => _isPaused = false;

    public async ValueTask DisposeAsync() => await PauseAsync();
}
