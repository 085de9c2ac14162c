using System.Runtime.InteropServices;

namespace ScaleSim.Core.HostPrograms.Elf;

/// <summary>What programs of this machine look like, and where distributions put their libraries.</summary>
/// <param name="Machine">e_machine of its programs.</param>
/// <param name="IsLittleEndian">The byte order of its programs.</param>
/// <param name="Multiarch">The directory below <c>lib</c> where Debian and its kin have libraries.</param>
/// <param name="Platform">What <c>$PLATFORM</c> stands for, and musl's name of it.</param>
/// <param name="CacheFlags">Of a library in the loader's cache (FLAG_..., sysdeps/generic/ldconfig.h of glibc).</param>
/// <param name="ImageArchitecture">As images name it.</param>
internal sealed record HostMachine(
    ushort Machine,
    bool IsLittleEndian,
    string Multiarch,
    string Platform,
    uint CacheFlags,
    string ImageArchitecture)
{
    public static HostMachine X64 { get; } =
        new(ElfMachines.X64, true, "x86_64-linux-gnu", "x86_64", 0x0303, "amd64");

    public static HostMachine Arm64 { get; } =
        new(ElfMachines.Arm64, true, "aarch64-linux-gnu", "aarch64", 0x0a03, "arm64");

    /// <summary>Of the machine that this runs on; x86-64 for one that .NET has no name for.</summary>
    public static HostMachine Current => RuntimeInformation.OSArchitecture switch
    {
        Architecture.Arm64 => Arm64,
        Architecture.S390x => new(ElfMachines.S390, false, "s390x-linux-gnu", "s390x", 0x0403, "s390x"),
        Architecture.Ppc64le => new(ElfMachines.Power64, true, "powerpc64le-linux-gnu", "ppc64le", 0x0503, "ppc64le"),
        Architecture.RiscV64 => new(ElfMachines.RiscV, true, "riscv64-linux-gnu", "riscv64", 0x1003, "riscv64"),
        _ => X64,
    };

    public string Name => ElfMachines.NameOf(Machine);

    /// <summary>Whether this machine's loader would load the file.</summary>
    public bool CanLoad(ElfFile elf) =>
        elf.Is64Bit && elf.Machine == Machine && elf.IsLittleEndian == IsLittleEndian;
}
