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

    public void Start(string name)
    {
        Status = ContainerStatus.Running;
        Lives++;
        Write($"{name} starts, life {Lives}");
    }

    public void Exit(string name, int exitCode)
    {
        Status = ContainerStatus.Exited;
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
