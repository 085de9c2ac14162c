namespace ScaleSim.EndToEnd;

/// <summary>How a program ended. One that a signal ended has 128 and the signal's number as its exit code.</summary>
internal sealed record CommandResult(string Command, int ExitCode, string Stdout, string Stderr)
{
    /// <value>Everything, for messages of failed assertions.</value>
    public string All => $"{Command}\nexit code {ExitCode}\nstdout:\n{Stdout}\nstderr:\n{Stderr}";

    public void AssertExitCode(int expected) => Assert.True(ExitCode == expected, $"expected {expected}: {All}");

    public void AssertStderr(string part) =>
        Assert.True(Stderr.Contains(part, StringComparison.Ordinal), $"expected '{part}' on stderr: {All}");

    public void AssertOutput(string part) => Assert.True(
        $"{Stdout}{Stderr}".Contains(part, StringComparison.Ordinal), $"expected '{part}' in the output: {All}");
}
