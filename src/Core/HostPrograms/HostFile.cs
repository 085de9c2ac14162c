namespace ScaleSim.Core.HostPrograms;

/// <summary>One entry of an image that is made of this machine's files.</summary>
/// <param name="Path">Absolute, in the image.</param>
public sealed record HostFile(string Path, HostFileKind Kind)
{
    /// <value>The twelve permission bits; of no meaning for a link.</value>
    public UnixFileMode Mode { get; init; }

    public int Uid { get; init; }

    public int Gid { get; init; }

    /// <value>The file of this machine, for <see cref="HostFileKind.SourceFile"/>.</value>
    public string SourcePath { get; init; } = "";

    /// <value>For <see cref="HostFileKind.Content"/>.</value>
    public ReadOnlyMemory<byte> Content { get; init; }

    /// <value>For <see cref="HostFileKind.SymbolicLink"/>.</value>
    public string LinkTarget { get; init; } = "";

    /// <value>Bytes of the file; 0 for links and directories.</value>
    public long Length { get; init; }
}
