namespace ScaleSim.Core.Specs.UserChecks;

/// <summary>What is expected of a check's answer; all that is given has to hold.</summary>
public sealed record ExpectationSpec
{
    /// <value>A command's exit code, or an HTTP status; null for 0 and 200.</value>
    public int? Code { get; init; }

    /// <value>A template: a text that the output or body has to contain; null for any.</value>
    public string? Contains { get; init; }

    /// <value>A regular expression that the output or body has to match; null for any.</value>
    public string? Matches { get; init; }

    /// <value>
    /// A template: a comparison with the number that the output is, such as <c>&gt;= 3</c> or
    /// <c>== {cluster.workers}</c>.
    /// </value>
    public string? Number { get; init; }
}
