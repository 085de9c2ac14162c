namespace ScaleSim.Core.HostPrograms.Elf;

/// <summary>A file that says it is ELF and can't be read as such; the message is the middle of a sentence.</summary>
internal sealed class ElfException(string message) : Exception(message);
