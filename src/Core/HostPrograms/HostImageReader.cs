using ScaleSim.Core.HostPrograms.Elf;
using ScaleSim.Core.HostPrograms.Files;
using ScaleSim.Core.Planning;

namespace ScaleSim.Core.HostPrograms;

/// <summary>
/// Finds the files of an image that is to run programs of this machine: nothing is run, nothing is written, no engine
/// is asked.
/// </summary>
public sealed class HostImageReader
{
    private readonly IHostTree _tree;
    private readonly HostMachine _machine;

    public HostImageReader()
        : this(new HostTree(), HostMachine.Current)
    {
    }

    internal HostImageReader(IHostTree tree, HostMachine machine)
    {
        _tree = tree;
        _machine = machine;
    }

    /// <summary>
    /// Reads directories, the heads of files and the headers of programs; contents are read when the image is made.
    /// The same files give the same list, in whatever order they are asked for.
    /// </summary>
    /// <exception cref="HostProgramException">Something is missing or unfit; all of it at once.</exception>
    public HostImageContent Read(HostImageSpec spec, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var errors = new PlanErrors();
        var tree = new CachedTree(_tree);
        var draft = new ImageDraft(tree, spec, errors);
        var examined = new List<ExaminedFile>();
        var accounts = new AccountFiles(tree);
        if (_tree is HostTree && !OperatingSystem.IsLinux())
        {
            throw new HostProgramException([new PlanError(
                $"This machine runs '{Environment.OSVersion.Platform}'; an image of its programs needs those of Linux. "
                + "Use an image or an archive, or run ScaleSim on Linux.",
                OnThisMachine: true)]);
        }

        if (spec.Programs.Count + spec.Files.Count == 0)
        {
            errors.Wrong(
                "The image has 0 programs and 0 files",
                "a container has to run something",
                "List the worker's program, such as /usr/bin/env");
        }

        var placer = new EntryPlacer(draft, accounts, examined, cancellationToken);
        foreach ((HostEntrySpec entry, bool isProgram) in spec.Programs.Select(entry => (entry, true))
            .Concat(spec.Files.Select(entry => (entry, false))))
        {
            placer.Place(entry, isProgram);
        }

        AddCommon(spec, draft, examined, cancellationToken);
        accounts.AddTo(draft, spec.Accounts);
        var closures = new ClosureBuilder(draft, _machine);
        closures.Close(examined, cancellationToken);
        closures.AddOpened(spec.Libraries);
        closures.AddRuntime();
        IReadOnlyList<HostFile> files = draft.Finish();
        return errors.All.Count > 0
            ? throw new HostProgramException(errors.All)
            : new HostImageContent(files, closures.Libraries, draft.Notes, _machine.ImageArchitecture);
    }

    private static void AddCommon(
        HostImageSpec spec,
        ImageDraft draft,
        List<ExaminedFile> examined,
        CancellationToken cancellationToken)
    {
        var common = new CommonFiles(draft, examined, cancellationToken);
        common.AddBasics();
        if (spec.Certificates)
        {
            common.AddCertificates();
        }

        if (spec.TimeZones)
        {
            common.AddTimeZones();
        }
    }
}
