namespace ScaleSim.Core.Checks;

/// <summary>One functional assertion about a live cluster.</summary>
public interface ICheck
{
    /// <value>Short and stable, such as <c>ports-from-host</c>: reports compare nights by it.</value>
    string Name { get; }

    CheckLevel Level { get; }

    /// <value>How long the check may take for a cluster of the given size.</value>
    TimeSpan DeadlineFor(int workers);

    Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken);
}
