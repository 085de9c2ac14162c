namespace ScaleSim.Core.Reports;

/// <summary>The names of the files of a report.</summary>
public static class ReportFiles
{
    public const string Summary = "summary.json";

    public const string Workers = "workers.csv";

    public const string Events = "events.csv";

    public const string Checks = "checks.csv";

    public const string Master = "master.csv";

    public const string JUnit = "junit.xml";

    /// <value>What the test command printed; only where there was one.</value>
    public const string TestLog = "test.log";

    public static IReadOnlyList<string> All { get; } = [Summary, Workers, Events, Checks, Master, JUnit];
}
