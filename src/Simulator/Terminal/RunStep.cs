namespace ScaleSim.Simulator.Terminal;

/// <summary>A count on its way to a total.</summary>
/// <param name="Elapsed">From its beginning to its end, or to now.</param>
/// <param name="IsOver">Whether the total is reached, or nobody waits for it any more.</param>
internal sealed record RunStep(RunStepKind Kind, int Done, int Total, TimeSpan Elapsed, bool IsOver)
{
    /// <value>For a bar: <c>workers started</c>.</value>
    public string Label => Kind switch
    {
        RunStepKind.NodesStarted => "nodes started",
        RunStepKind.WorkersStarted => "workers started",
        RunStepKind.WorkersReady => "workers ready",
        RunStepKind.WorkersRegistered => "workers registered",
        _ => "workers gone",
    };

    public string? Rate => Done == 0 ? null : Figures.Rate(Done, Elapsed);

    /// <value>The time that the rest takes at the rate so far; null before there is a rate.</value>
    public TimeSpan? Left => IsOver || Done == 0 ? null : Elapsed * ((double)(Total - Done) / Done);

    /// <summary><c>started 500 of 500 workers in 38.2 s (13.1/s)</c>, or how far it is and what is left.</summary>
    public override string ToString()
    {
        string time = IsOver ? $"in {Figures.Duration(Elapsed)}" : $"after {Figures.Duration(Elapsed)}";
        string rate = Rate is string known ? $" ({known})" : "";
        string left = Left is TimeSpan rest ? $", about {Figures.Duration(rest)} left" : "";
        return $"{Sentence} {time}{rate}{left}";
    }

    private string Sentence => Kind switch
    {
        RunStepKind.NodesStarted => $"started {Done} of {Figures.Count(Total, "node")}",
        RunStepKind.WorkersStarted => $"started {Done} of {Figures.Count(Total, "worker")}",
        RunStepKind.WorkersReady => $"{Done} of {Figures.Count(Total, "worker")} ready",
        RunStepKind.WorkersRegistered => $"{Done} of {Figures.Count(Total, "worker")} registered",
        _ when !IsOver => $"{Done} of {Figures.Count(Total, "worker")} gone",
        _ => $"removed {Done} of {Figures.Count(Total, "worker")}",
    };
}
