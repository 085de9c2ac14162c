namespace ScaleSim.Core.HostPrograms.Elf;

/// <summary>
/// What a loader has to know about an ELF file. Of a 32-bit file only the first four members are read.
/// </summary>
internal sealed record ElfFile
{
    /// <value>ET_EXEC: a program at a fixed address.</value>
    public const ushort Executable = 2;

    /// <value>ET_DYN: a shared library, or a program that can be loaded anywhere.</value>
    public const ushort Shared = 3;

    public required bool Is64Bit { get; init; }

    public required bool IsLittleEndian { get; init; }

    /// <value>e_machine; ElfMachines has the names.</value>
    public required ushort Machine { get; init; }

    /// <value>e_type.</value>
    public required ushort Type { get; init; }

    /// <value>PT_INTERP: the program that loads this one; null for libraries and static programs.</value>
    public string? Interpreter { get; init; }

    /// <value>DT_NEEDED, in the order of the file.</value>
    public IReadOnlyList<string> Needed { get; init; } = [];

    /// <value>DT_RPATH: directories separated by colons; null where there is none.</value>
    public string? RPath { get; init; }

    /// <value>DT_RUNPATH, which takes the place of DT_RPATH; null where there is none.</value>
    public string? RunPath { get; init; }

    /// <value>DT_SONAME: the name by which others need this library.</value>
    public string? Soname { get; init; }

    /// <value>DF_1_NODEFLIB: the loader's default directories are not searched.</value>
    public bool NoDefaultLibraries { get; init; }

    /// <summary>Whether a file that begins so is ELF, or claims to be.</summary>
    public static bool HasMagic(ReadOnlySpan<byte> head) => head.StartsWith("\x7f"u8 + "ELF"u8);
}
