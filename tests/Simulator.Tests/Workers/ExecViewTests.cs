using System.Text.Json;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Tests.Reports;
using ScaleSim.Simulator.Terminal;
using ScaleSim.Simulator.Tests.Terminal;
using ScaleSim.Simulator.Workers;

namespace ScaleSim.Simulator.Tests.Workers;

public sealed class ExecViewTests
{
    private static readonly IReadOnlyList<ExecAnswer> Answers =
    [
        Answer(1, new ExecResult(0, "one\ntwo\n", "")),
        Answer(2, new ExecResult(3, "", "no, \"never\"")),
        new ExecAnswer(Worker(3), null, "worker-0003 does not run: Exited (0)."),
    ];

    [Fact]
    public void Text_HasBothStreamsBehindTheNames()
    {
        TestConsole output = TestConsole.Pipe();
        TestConsole errors = TestConsole.Pipe();
        IReadOnlyList<WorkerState> workers = [.. Answers.Select(answer => answer.Worker)];
        foreach (ExecAnswer answer in Answers)
        {
            ExecView.Write(
                WorkerPrefix.For(output.Console, workers, isShown: true),
                WorkerPrefix.For(errors.Console, workers, isShown: true),
                answer);
        }

        Assert.Equal("worker-0001  | one\nworker-0001  | two\n", output.Output);
        Assert.Equal(
            "worker-0002  | no, \"never\"\nworker-0003  | worker-0003 does not run: Exited (0).\n", errors.Output);
    }

    [Fact]
    public void Codes_AreATable_WhereNotAllAreZero()
    {
        TestConsole console = TestConsole.Pipe();
        ExecView.WriteCodes(console.Console, Answers);
        TestConsole fine = TestConsole.Pipe();
        ExecView.WriteCodes(fine.Console, [Answers[0]]);

        Assert.Equal(
            """

              exit code   workers   which
            ─────────────────────────────────────
              0                 1   worker-0001
              3                 1   worker-0002
              not run           1   worker-0003


            """,
            console.Output);
        Assert.Equal("exit code 0 in 1 worker\n", fine.Output);
    }

    [Fact]
    public void Csv_HasALinePerWorker()
    {
        Assert.Equal(
            """"
            index,worker,exitCode,stdout,stderr,failure
            1,worker-0001,0,"one
            two
            ",,
            2,worker-0002,3,,"no, ""never""",
            3,worker-0003,,,,worker-0003 does not run: Exited (0).

            """",
            Write(OutputFormat.Csv));
        Assert.Equal(SpecPage.Names("exec.md", "--format csv"), ExecView.Csv.Names);
    }

    [Fact]
    public void Json_HasTheFieldsOfThePage()
    {
        using JsonDocument document = JsonDocument.Parse(Write(OutputFormat.Json));

        Assert.Equal(3, document.RootElement.GetArrayLength());
        Assert.Equal(
            SpecPage.Names("exec.md", "--format json").Order(),
            document.RootElement[0].EnumerateObject().Select(property => property.Name).Order());
    }

    private static string Write(OutputFormat format)
    {
        TestConsole console = TestConsole.Pipe();
        ExecView.Write(console.Console, Answers, format);
        return console.Output;
    }

    private static ExecAnswer Answer(int index, ExecResult result) => new(Worker(index), result, null);

    private static WorkerState Worker(int index) => new()
    {
        Index = index, Name = $"worker-{index:0000}", Node = 1, Status = ContainerStatus.Running,
    };
}
