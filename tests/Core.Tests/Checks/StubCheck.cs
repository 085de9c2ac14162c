using ScaleSim.Core.Checks;

namespace ScaleSim.Core.Tests.Checks;

/// <summary>A check that does what a test says.</summary>
internal sealed class StubCheck(
    string name, CheckLevel level, Func<CheckContext, CancellationToken, Task<CheckOutcome>> run) : ICheck
{
    public string Name => name;

    public CheckLevel Level => level;

    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(1);

    public TimeSpan DeadlineFor(int workers) => Deadline;

    public Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken) =>
        run(context, cancellationToken);
}
