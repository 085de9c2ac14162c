namespace ScaleSim.Core.Reports;

/// <summary>How a JUnit test case ended; all but Passed are the names of elements, in lower case.</summary>
internal enum JUnitResult
{
    Passed,
    Failure,
    Error,
    Skipped,
}
