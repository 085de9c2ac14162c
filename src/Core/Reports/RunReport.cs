using ScaleSim.Core.Masters;
using ScaleSim.Core.Reports.Summaries;
using ScaleSim.Core.Runs;

namespace ScaleSim.Core.Reports;

/// <summary>
/// What a run leaves in its output directory, kept up to date while it goes on, so that a run killed half way leaves
/// readable files. Thread-safe. A file that can't be written ends no run: it is listed in <see cref="Problems"/>.
/// </summary>
public sealed class RunReport : IAsyncDisposable
{
    /// <value>workers.csv is rewritten this often while workers change, and at each phase.</value>
    private static readonly TimeSpan WorkersInterval = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly OutputDirectory _output;
    private readonly List<string> _problems = [];
    private readonly CsvLog<RunEvent> _events;
    private readonly CsvLog<MasterSample> _samples;
    private RunFacts _facts;
    private TestCommandResult? _testCommand;
    private RunSnapshot? _written;
    private RunSnapshot? _workersWritten;
    private TimeSpan _latest;

    /// <param name="output">Stays open when the report is disposed.</param>
    /// <param name="facts">What the snapshots don't say.</param>
    /// <exception cref="OutputException">A file can't be created.</exception>
    public RunReport(OutputDirectory output, RunFacts facts)
    {
        _output = output;
        _facts = facts;
        Logs = new FailureLogs(output);
        try
        {
            _events = CsvLog<RunEvent>.Create(
                output.PathOf(ReportFiles.Events), EventsCsv.Table, failure => Note(ReportFiles.Events, failure));
            _samples = CsvLog<MasterSample>.Create(
                output.PathOf(ReportFiles.Master), MasterCsv.Table, failure => Note(ReportFiles.Master, failure));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new OutputException(
                $"The report can't be begun in {output.Path}: {failure.Message.TrimEnd('.')}. "
                + "Choose another directory with --output DIR.",
                failure);
        }
    }

    public FailureLogs Logs { get; }

    /// <value>What could not be written, for people; the summary has it among its warnings.</value>
    public IReadOnlyList<string> Problems
    {
        get
        {
            lock (_lock)
            {
                return [.. _problems];
            }
        }
    }

    /// <summary>Adds a line to events.csv; returns at once, so that RunTracker can call it.</summary>
    public void Add(RunEvent happened) => _events.Add(happened);

    /// <summary>Adds a line to master.csv; returns at once.</summary>
    public void Add(MasterSample sample) => _samples.Add(sample);

    /// <summary>Takes other facts, after another plan.</summary>
    public void Use(RunFacts facts)
    {
        lock (_lock)
        {
            _facts = facts;
        }
    }

    /// <summary>Takes how the test command ended; the next update writes it.</summary>
    public void Use(TestCommandResult testCommand)
    {
        lock (_lock)
        {
            _testCommand = testCommand;
            _written = null;
        }
    }

    /// <summary>
    /// Rewrites the files that a snapshot changes: all at a new phase, check or outcome, else nothing or, now and
    /// then, workers.csv. Cheap enough to be called with each snapshot that is shown. A snapshot that is older than
    /// one before it, as two callers may have it, is left out.
    /// </summary>
    public void Update(RunSnapshot snapshot)
    {
        lock (_lock)
        {
            if (snapshot.Elapsed < _latest)
            {
                return;
            }

            _latest = snapshot.Elapsed;
            if (IsNews(snapshot))
            {
                WriteWorkers(snapshot);
                Try(ReportFiles.Checks, path => AtomicFile.Write(
                    path, stream => ChecksCsv.Table.Write(stream, snapshot.Checks)));
                Try(ReportFiles.JUnit, path => AtomicFile.Write(
                    path, stream => JUnitXml.Write(stream, snapshot, _testCommand)));
                Try(ReportFiles.Summary, path => SummaryWriter.Write(
                    path, SummaryBuilder.Build(snapshot, _facts, _testCommand, _problems)));
                _written = snapshot;
            }
            else if (AreWorkersStale(snapshot))
            {
                WriteWorkers(snapshot);
            }
        }
    }

    /// <summary>Writes the lines that wait and closes events.csv and master.csv.</summary>
    public async ValueTask DisposeAsync()
    {
        await _events.DisposeAsync().ConfigureAwait(false);
        await _samples.DisposeAsync().ConfigureAwait(false);
    }

    private bool IsNews(RunSnapshot snapshot) =>
        _written is null
        || _written.Phase != snapshot.Phase
        || _written.Phases.Count != snapshot.Phases.Count
        || _written.Checks.Count != snapshot.Checks.Count
        || _written.Outcome != snapshot.Outcome
        || _written.ExitCode != snapshot.ExitCode
        || _written.Failure != snapshot.Failure;

    private bool AreWorkersStale(RunSnapshot snapshot) =>
        _workersWritten is null
        || (!ReferenceEquals(_workersWritten.Workers, snapshot.Workers)
            && snapshot.Elapsed - _workersWritten.Elapsed >= WorkersInterval);

    private void WriteWorkers(RunSnapshot snapshot)
    {
        Try(ReportFiles.Workers, path => AtomicFile.Write(
            path, stream => WorkersCsv.Table.Write(stream, WorkerRow.Of(snapshot))));
        _workersWritten = snapshot;
    }

    private void Try(string name, Action<string> write)
    {
        try
        {
            write(_output.PathOf(name));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Note(name, failure);
        }
    }

    /// <summary>One sentence per file, however often it fails.</summary>
    private void Note(string name, Exception failure)
    {
        string problem = $"{name} could not be written to {_output.Path}: {failure.Message.TrimEnd('.')}. "
            + "Free space there or choose another directory with --output DIR.";
        lock (_lock)
        {
            if (!_problems.Exists(known => known.StartsWith($"{name} ", StringComparison.Ordinal)))
            {
                _problems.Add(problem);
            }
        }
    }
}
