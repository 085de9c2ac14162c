using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ScaleSim.WorkerImage.Logs;

/// <summary>Logs a line per event to standard error: <c>2026-11-21T10:43:05.123Z warn: The master ...</c>.</summary>
/// <remarks>The framework's console logger brings a thread and a queue of its own, which a worker has no memory
/// for.</remarks>
/// <param name="output">Where the lines go.</param>
/// <param name="time">The clock of the lines.</param>
internal sealed class StderrLoggerFactory(TextWriter output, TimeProvider time) : ILoggerFactory, ILogger
{
    private readonly Lock _lock = new();

    public ILogger CreateLogger(string categoryName) =>
        categoryName.StartsWith("Microsoft.", StringComparison.Ordinal) ? NullLogger.Instance : this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Information and < LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var stamp = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var cause = exception is null ? "" : $" {exception}";
        lock (_lock)
        {
            output.WriteLine($"{stamp} {NameOf(logLevel)}: {formatter(state, exception)}{cause}");
            output.Flush();
        }
    }

    private static string NameOf(LogLevel level) => level switch
    {
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        _ => "error",
    };
}
