namespace ScaleSim.Core.HostPrograms;

/// <summary>An image that is to be made of programs and files of this machine, without a base image.</summary>
public sealed record HostImageSpec
{
    /// <value>
    /// Programs: ELF files for this machine, or scripts that name their interpreter after <c>#!</c>. All that they
    /// need to start comes with them, or there is no image.
    /// </value>
    public IReadOnlyList<HostEntrySpec> Programs { get; init; } = [];

    /// <value>
    /// Files and directories of any kind. What they hold of ELF files and of scripts that may be run gets what it needs
    /// as well.
    /// </value>
    public IReadOnlyList<HostEntrySpec> Files { get; init; } = [];

    /// <value>
    /// Names of libraries that programs open while they run (dlopen), such as <c>libssl.so.3</c>: no ELF file says so.
    /// </value>
    public IReadOnlyList<string> Libraries { get; init; } = [];

    /// <value>
    /// Users of this machine that the image is to know, with their groups; root and nobody are always there.
    /// </value>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <value>The certificates of authorities that this machine trusts.</value>
    public bool Certificates { get; init; }

    /// <value>The table of time zones, and this machine's own.</value>
    public bool TimeZones { get; init; }

    /// <value>The most files, directories and links of the image: 100,000 unless more are allowed.</value>
    public int FilesMax { get; init; } = 100_000;

    /// <value>The most bytes of the image's files: 4 GiB unless more are allowed.</value>
    public long BytesMax { get; init; } = 4L << 30;
}
