using ScaleSim.Core.Checks;
using ScaleSim.ReferenceProtocol.Blocks;

namespace ScaleSim.Simulator.Reference.Checks;

/// <summary>Files written through the master lie on many workers and read back byte for byte.</summary>
internal sealed class FilesCheck(Func<CheckContext, IReferenceAccess> open) : ReferenceCheck(open)
{
    private const string Directory = "/scalesim-check-files";

    public override string Name => "files";

    public override CheckLevel Level => CheckLevel.Safe;

    protected override TimeSpan DeadlineFor(ReferenceDeadlines deadlines) =>
        (deadlines.Files * 2) + TimeSpan.FromSeconds(30);

    protected override async Task<string> ProveAsync(ReferenceRun run, CancellationToken cancellationToken)
    {
        ReferenceFileSet files = run.Files(Directory);
        await files.WriteAsync(cancellationToken);
        run.Context.Progress($"{files.Files.Count} files written");
        IReadOnlyList<BlockStatus> blocks = await files.ListBlocksAsync(cancellationToken);
        await files.VerifyAsync("after they were written", cancellationToken);
        await files.DeleteAsync(cancellationToken);

        int holders = blocks.SelectMany(block => block.Holders).Select(holder => holder.Name).Distinct().Count();
        return $"{files.Files.Count} files of {files.Bytes} bytes in {blocks.Count} blocks on {holders} workers "
            + "read back byte for byte";
    }
}
