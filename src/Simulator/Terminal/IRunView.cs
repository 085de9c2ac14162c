using ScaleSim.Core.Runs;

namespace ScaleSim.Simulator.Terminal;

/// <summary>Shows a run while it goes on. To be told by one thread at a time.</summary>
internal interface IRunView : IAsyncDisposable
{
    /// <summary>Shows a snapshot; to be called 5 to 10 times a second and once at the end.</summary>
    void Update(RunSnapshot snapshot);

    /// <summary>Shows what is being done right now, such as a check's progress, until the next note.</summary>
    void Note(string text);

    /// <summary>Leaves the terminal to another program; updates show nothing until <see cref="Resume"/>.</summary>
    Task PauseAsync();

    void Resume();
}
