using System.CommandLine;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Simulator.ClusterFiles;
using ScaleSim.Simulator.Doctor;
using ScaleSim.Simulator.Doctor.Host;
using ScaleSim.Simulator.Doctor.Output;
using ScaleSim.Simulator.Launch;
using ScaleSim.Simulator.Terminal;

namespace ScaleSim.Simulator.Commands;

/// <summary>
/// <c>doctor</c>: whether this machine carries so many workers, and what to change where it does not.
/// </summary>
internal static class DoctorCommand
{
    public static Command Create(CommandContext context)
    {
        var flags = new RunFlags();
        Option<bool> fix = Flags.Switch(
            "--fix", "Put right what can safely be put right, and say how to undo it (needs root).");
        Option<bool> dryRun = Flags.Switch("--dry-run", "With --fix: say what would be changed and change nothing.");
        Option<bool> printSysctl = Flags.Switch(
            "--print-sysctl", "Print the kernel settings for so many workers as a file for /etc/sysctl.d.");
        Option<OutputFormat> format = Flags.Choice("--format", "How to print it.", OutputFormat.Table);
        var command = new Command("doctor", "Checks what this machine needs for so many workers.")
        {
            fix, dryRun, printSysctl, format,
        };
        flags.AddTo(command);
        Argument<string?> file = FileArgument.Create();
        command.Arguments.Add(file);
        command.SetAction((parsed, _) => CommandRunner.RunAsync(context, async cancellationToken =>
        {
            ClusterFile? cluster = FileArgument.Read(parsed.GetValue(file), []);
            RunOptions options = flags.Read(parsed, cluster, "default", takesFileName: true);
            DoctorRepairMode repair = ReadMode(parsed.GetValue(fix), parsed.GetValue(dryRun));
            DoctorReport report = await ExamineAsync(context, options, repair, cancellationToken);
            if (parsed.GetValue(printSysctl))
            {
                RawText.Write(context.Output, writer => writer.Write(SysctlFile.Write(report)));
                context.Say($"Save it as {SysctlFile.Path} and apply it with: sudo sysctl --system");
                return ExitCode.Ok;
            }

            Write(context, report, parsed.GetValue(format));
            return report.ExitCode;
        }));
        return command;
    }

    private static DoctorRepairMode ReadMode(bool fix, bool dryRun) => (fix, dryRun) switch
    {
        (false, true) => throw new CommandException(
            ExitCode.Usage,
            "--dry-run stands alone: doctor changes nothing unless told to. Give --fix --dry-run to see what --fix "
            + "would change, or leave it out."),
        (false, false) => DoctorRepairMode.None,
        (true, true) => DoctorRepairMode.Show,
        (true, false) => DoctorRepairMode.Apply,
    };

    private static async Task<DoctorReport> ExamineAsync(
        CommandContext context, RunOptions options, DoctorRepairMode repair, CancellationToken cancellationToken)
    {
        TimeProvider time = context.Services.Time;
        var reader = new DoctorContextReader(context.Services.HostFiles, new HostCommands(time), time);
        DoctorContext found = await reader.ReadAsync(
            options.Spec,
            async token =>
            {
                await using IEngine engine = await EngineFactory.ConnectAsync(
                    options.Engine, options.Seed, context.Services.Time, token);
                return await engine.ReadFactsAsync(token);
            },
            cancellationToken);
        return await new DoctorRunner(DoctorChecks.All, context.Services.Time)
            .RunAsync(found with { Repair = repair }, cancellationToken);
    }

    private static void Write(CommandContext context, DoctorReport report, OutputFormat format)
    {
        switch (format)
        {
            case OutputFormat.Json:
                RawText.Write(context.Output, writer => writer.Write($"{DoctorJson.Write(report)}\n"));
                break;
            case OutputFormat.Csv:
                RawText.Write(context.Output, writer => DoctorCsv.Write(report, writer));
                break;
            default:
                DoctorTable.Render(report, context.Output);
                break;
        }
    }
}
