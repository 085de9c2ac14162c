using System.Globalization;

namespace ScaleSim.Core.HostPrograms.Elf;

/// <summary>The names of processors by their number in ELF files (gABI, e_machine).</summary>
internal static class ElfMachines
{
    public const ushort X86 = 3;
    public const ushort Power64 = 21;
    public const ushort S390 = 22;
    public const ushort Arm = 40;
    public const ushort X64 = 62;
    public const ushort Arm64 = 183;
    public const ushort RiscV = 243;
    public const ushort LoongArch = 258;

    private static readonly Dictionary<ushort, string> Names = new()
    {
        [X86] = "x86", [Power64] = "ppc64", [S390] = "s390x", [Arm] = "arm", [X64] = "x86-64", [Arm64] = "aarch64",
        [RiscV] = "riscv", [LoongArch] = "loongarch", [2] = "sparc", [8] = "mips", [43] = "sparc64", [247] = "bpf",
    };

    public static string NameOf(ushort machine) => Names.TryGetValue(machine, out string? name)
        ? name
        : string.Create(CultureInfo.InvariantCulture, $"machine {machine}");

    /// <summary>Such as <c>32-bit arm</c>.</summary>
    public static string Describe(ElfFile elf)
    {
        string order = elf.IsLittleEndian || elf.Machine == S390 ? "" : ", big endian";
        return $"{(elf.Is64Bit ? 64 : 32)}-bit {NameOf(elf.Machine)}{order}";
    }
}
