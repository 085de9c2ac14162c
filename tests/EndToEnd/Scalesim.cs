using System.Diagnostics;
using ScaleSim.EndToEnd.Engines;

namespace ScaleSim.EndToEnd;

/// <summary>
/// The built executable, in a directory of one test: its working directory, its temporary directory (where the
/// clusters' files are kept) and its reports. Gone with the test.
/// </summary>
internal sealed class Scalesim : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("ss-");

    public Scalesim()
    {
        Temporary = _root.CreateSubdirectory("tmp").FullName;
        WorkingDirectory = _root.CreateSubdirectory("cwd").FullName;
        Output = Path.Combine(_root.FullName, "out");
    }

    /// <value>
    /// Beside this assembly's own: artifacts/bin/EndToEnd/release is to artifacts/bin/Simulator/release as this
    /// project is to that.
    /// </value>
    public static string Program { get; } = Path.Combine(DirectoryOf("Simulator"), "scalesim");

    public string Temporary { get; }

    public string WorkingDirectory { get; }

    /// <value>A directory for <c>--output</c>; it does not exist yet.</value>
    public string Output { get; }

    /// <value>More environment variables, for all that is started from now on.</value>
    public Dictionary<string, string> Environment { get; } = [];

    /// <value>Where all that is started from now on runs; null for the machine's network.</value>
    public OwnNetwork? Network { get; set; }

    public static string DirectoryOf(string project)
    {
        string configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", project, configuration));
    }

    public async Task<CommandResult> RunAsync(params string[] arguments)
    {
        await using RunningCommand command = Start(arguments);
        return await command.WaitAsync();
    }

    /// <summary>
    /// Starts it as a terminal would: as the leader of a process group. Where the tests themselves were started in the
    /// background by a shell, SIGINT is ignored, and that is inherited; env(1) takes it back.
    /// </summary>
    public RunningCommand Start(params string[] arguments) =>
        Start("setsid", ["env", "--default-signal=INT,TERM,HUP", Program, .. arguments]);

    /// <summary>
    /// Starts it on a terminal of its own, which is lost when this command, script(1), ends.
    /// </summary>
    public RunningCommand StartOnTerminal(params string[] arguments) => Start(
        "script",
        [
            "--quiet", "--command", $"env --default-signal=INT,TERM,HUP {Program} {string.Join(' ', arguments)}",
            "/dev/null",
        ]);

    /// <summary>
    /// Files that it has left in its temporary directory, but for those that .NET's runtime makes for debuggers and
    /// can't remove when it is killed.
    /// </summary>
    public IReadOnlyList<string> TemporaryFiles() =>
    [
        .. Directory.EnumerateFileSystemEntries(Temporary).Select(path => Path.GetFileName(path)!).Where(name =>
            !name.StartsWith("dotnet-diagnostic-", StringComparison.Ordinal)
            && !name.StartsWith("clr-debug-pipe-", StringComparison.Ordinal)),
    ];

    public void Dispose() => _root.Delete(recursive: true);

    private RunningCommand Start(string program, string[] arguments)
    {
        string[] command = Network?.Inside(WorkingDirectory, [program, .. arguments]) ?? [program, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = WorkingDirectory };
        start.Environment["TMPDIR"] = Temporary;
        start.Environment.Remove("XDG_RUNTIME_DIR");
        foreach ((string name, string value) in Environment)
        {
            start.Environment[name] = value;
        }

        return RunningCommand.Start(start);
    }
}
