namespace ScaleSim.Core.HostPrograms.Elf;

/// <summary>A program header: a piece of the file, and where it is in memory.</summary>
internal readonly record struct ElfSegment(uint Type, ulong Offset, ulong Address, ulong FileSize)
{
    /// <value>PT_LOAD: mapped into memory.</value>
    public const uint Load = 1;

    /// <value>PT_DYNAMIC: the dynamic section.</value>
    public const uint Dynamic = 2;

    /// <value>PT_INTERP: the path of the loader.</value>
    public const uint Interpreter = 3;
}
