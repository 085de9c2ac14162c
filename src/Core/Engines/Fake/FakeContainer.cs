namespace ScaleSim.Core.Engines.Fake;

/// <summary>A node or worker that a fake engine pretends to run.</summary>
internal sealed class FakeContainer
{
    // As much as anybody asks for; a worker that is killed and started for days must not fill the memory.
    private const int LogLinesMax = 100;

    private readonly Queue<string> _log = new();

    public ContainerStatus Status { get; private set; } = ContainerStatus.Created;

    public int ExitCode { get; private set; }

    /// <value>How often it was started.</value>
    public int Lives { get; private set; }

    /// <value>How often its restart policy has started it, or is about to, since somebody last did.</value>
    public int Restarts { get; private set; }

    /// <value>When it last ended; null where it never did.</value>
    public DateTimeOffset? EndedAt { get; private set; }

    public void Start(string name)
    {
        // A start by the policy ends the wait for it; any other begins the count anew.
        Restarts = Status == ContainerStatus.Restarting ? Restarts : 0;
        Status = ContainerStatus.Running;
        Lives++;
        Write($"{name} starts, life {Lives}");
    }

    /// <summary>It is dead, and its restart policy is going to start it.</summary>
    public void AwaitRestart()
    {
        Status = ContainerStatus.Restarting;
        Restarts++;
    }

    /// <summary>Takes its restart back.</summary>
    public void StayDead() => Status = ContainerStatus.Exited;

    public void Exit(string name, int exitCode, DateTimeOffset now)
    {
        Status = ContainerStatus.Exited;
        EndedAt = now;
        ExitCode = exitCode;
        Write($"{name} exits with code {exitCode}");
    }

    /// <value>How many lines it has written in all its lives.</value>
    public int Lines { get; private set; }

    public IEnumerable<string> LastLines(int lines) => _log.TakeLast(lines);

    private void Write(string line)
    {
        _log.Enqueue(line);
        Lines++;
        if (_log.Count > LogLinesMax)
        {
            _log.Dequeue();
        }
    }
}
