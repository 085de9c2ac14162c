using System.Xml.Linq;
using ScaleSim.Core.Checks;
using ScaleSim.Core.Reports;
using ScaleSim.Core.Runs;

namespace ScaleSim.Core.Tests.Reports;

public sealed class JUnitXmlTests
{
    private static readonly string[] Counts = ["tests", "failures", "errors", "skipped", "time"];

    [Fact]
    public void Checks_AreCases_WithAResultForEachVerdict()
    {
        XElement suite = Write(ReportSamples.Snapshot() with
        {
            Outcome = RunOutcome.Failed,
            Checks =
            [
                ReportSamples.Check("running", Verdict.Passed),
                ReportSamples.Check("ports", Verdict.Failed, "port 20001 of worker-0001 <refused> & \"closed\""),
                ReportSamples.Check("names", Verdict.NotApplicable, "engine fake"),
                ReportSamples.Check("rules", Verdict.NotChecked, "needs root"),
            ],
        });

        Assert.Equal(
            [
                "run: system-out failed: see the other cases",
                "running: system-out all is well",
                "ports: failure port 20001 of worker-0001 <refused> & \"closed\"",
                "names: skipped not applicable: engine fake",
                "rules: skipped not checked: needs root",
            ],
            suite.Elements("testcase").Select(Text));
        Assert.Equal(
            "5 1 0 2 12.000",
            string.Join(' ', Counts.Select(name => suite.Attribute(name)!.Value)));
        Assert.Equal("1.234", suite.Elements("testcase").ElementAt(1).Attribute("time")!.Value);
        Assert.Equal("scalesim.checks.safe", suite.Elements("testcase").ElementAt(1).Attribute("classname")!.Value);
    }

    [Theory]
    [InlineData(0, "test-command: system-out dotnet test --token ***")]
    [InlineData(3, "test-command: failure dotnet test --token ***: why")]
    [InlineData(null, "test-command: failure dotnet test --token ***: why")]
    public void TestCommand_IsACase(int? exitCode, string expected)
    {
        var command = new TestCommandResult(
            ["dotnet", "test", "--token", "x"],
            exitCode,
            ReportSamples.Start,
            TimeSpan.FromSeconds(1),
            exitCode == 0 ? "" : "why");

        XElement suite = Write(ReportSamples.Snapshot() with { Outcome = RunOutcome.Failed }, command);

        Assert.Equal(expected, Text(suite.Elements("testcase").Last()));
    }

    [Theory]
    [InlineData(RunOutcome.Running, "run: error the run has not ended; its last phase is start")]
    [InlineData(RunOutcome.Passed, "run: system-out passed")]
    [InlineData(RunOutcome.Failed, "run: failure a network is left")]
    [InlineData(RunOutcome.Error, "run: error a network is left")]
    [InlineData(RunOutcome.Cancelled, "run: error a network is left")]
    public void Run_IsACaseOfItsOwn_WhenNoOtherCaseFails(RunOutcome outcome, string expected)
    {
        RunSnapshot snapshot = ReportSamples.Snapshot() with
        {
            Outcome = outcome,
            Failure = "a network is left",
            Checks = [ReportSamples.Check("running", Verdict.Passed)],
        };

        Assert.Equal(expected, Text(Write(snapshot).Elements("testcase").First()));
    }

    [Fact]
    public void Messages_AreWellFormed_WhateverAProgramPrinted()
    {
        const string nasty = "\u001b[31mred\u001b[0m \0 \ufffe \ud800 tab\t 🎉 ]]> <a>";

        XElement suite = Write(ReportSamples.Snapshot() with
        {
            Checks = [ReportSamples.Check("a", Verdict.Failed, nasty), ReportSamples.Check("b", Verdict.Passed, nasty)],
        });

        const string clean = "\ufffd[31mred\ufffd[0m \ufffd \ufffd \ufffd tab\t 🎉 ]]> <a>";
        Assert.Equal(
            [$"a: failure {clean}", $"b: system-out {clean}"], suite.Elements("testcase").Skip(1).Select(Text));
    }

    private static XElement Write(RunSnapshot snapshot, TestCommandResult? command = null)
    {
        using var stream = new MemoryStream();
        JUnitXml.Write(stream, snapshot, command);
        stream.Position = 0;
        return XDocument.Load(stream).Root!.Element("testsuite")!;
    }

    private static string Text(XElement testCase)
    {
        XElement result = testCase.Elements().Single();
        string message = result.Attribute("message")?.Value ?? result.Value;
        return $"{testCase.Attribute("name")!.Value}: {result.Name} {message}";
    }
}
