using System.Globalization;
using System.Text;
using System.Xml;
using ScaleSim.Core.Checks;
using ScaleSim.Core.Runs;

namespace ScaleSim.Core.Reports;

/// <summary>
/// junit.xml: what CI systems show of a run (docs/specs/junit.md). One suite; each check is a test case, so is the
/// test command, and so is the run itself, which fails where no other case explains why the run did.
/// </summary>
internal static class JUnitXml
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Indent = true,
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        NewLineChars = "\n",
    };

    public static void Write(Stream stream, RunSnapshot snapshot, TestCommandResult? testCommand)
    {
        IReadOnlyList<JUnitCase> cases = CasesOf(snapshot, testCommand);
        using (XmlWriter xml = XmlWriter.Create(stream, Settings))
        {
            WriteSuite(xml, snapshot, cases);
        }

        stream.WriteByte((byte)'\n');
    }

    private static void WriteSuite(XmlWriter xml, RunSnapshot snapshot, IReadOnlyList<JUnitCase> cases)
    {
        xml.WriteStartElement("testsuites");
        WriteCounts(xml, cases, snapshot.Elapsed);
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", $"scalesim.{snapshot.Plan.Cluster}");
        WriteCounts(xml, cases, snapshot.Elapsed);
        xml.WriteAttributeString(
            "timestamp",
            snapshot.StartedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        foreach (JUnitCase testCase in cases)
        {
            WriteCase(xml, testCase);
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static List<JUnitCase> CasesOf(RunSnapshot snapshot, TestCommandResult? testCommand)
    {
        List<JUnitCase> cases = [.. snapshot.Checks.Select(JUnitCase.Of)];
        if (testCommand is not null)
        {
            cases.Add(JUnitCase.Of(testCommand));
        }

        bool explained = cases.Any(testCase => testCase.Result == JUnitResult.Failure);
        cases.Insert(0, JUnitCase.OfRun(snapshot, explained));
        return cases;
    }

    private static void WriteCounts(XmlWriter xml, IReadOnlyList<JUnitCase> cases, TimeSpan time)
    {
        WriteNumber(xml, "tests", cases.Count);
        WriteNumber(xml, "failures", cases.Count(testCase => testCase.Result == JUnitResult.Failure));
        WriteNumber(xml, "errors", cases.Count(testCase => testCase.Result == JUnitResult.Error));
        WriteNumber(xml, "skipped", cases.Count(testCase => testCase.Result == JUnitResult.Skipped));
        xml.WriteAttributeString("time", Seconds(time));
    }

    private static void WriteCase(XmlWriter xml, JUnitCase testCase)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", testCase.ClassName);
        xml.WriteAttributeString("name", testCase.Name);
        xml.WriteAttributeString("time", Seconds(testCase.Time));
        if (testCase.Result == JUnitResult.Passed)
        {
            xml.WriteElementString("system-out", Clean(testCase.Message));
        }
        else
        {
            xml.WriteStartElement(EventNames.Of(testCase.Result));
            xml.WriteAttributeString("message", Clean(testCase.Message));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteNumber(XmlWriter xml, string name, int number) =>
        xml.WriteAttributeString(name, number.ToString(CultureInfo.InvariantCulture));

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>XML 1.0 has no way to write most control characters, and a program's last words may hold any.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool allowed = rune.Value >= 0x10000 || XmlConvert.IsXmlChar((char)rune.Value);
            clean.Append((allowed ? rune : Rune.ReplacementChar).ToString());
        }

        return clean.ToString();
    }
}
