using ScaleSim.Core.HostPrograms.Elf;

namespace ScaleSim.Core.HostPrograms.Libraries;

/// <summary>A program or library in the memory of the process that its loader would make.</summary>
/// <param name="HostPath">As the loader finds it; it may be a symbolic link.</param>
/// <param name="ImagePath">The same in the image.</param>
/// <param name="Loader">What needed it first; null for the program itself.</param>
/// <param name="Name">What it was asked for by.</param>
internal sealed record LoadedObject(
    string HostPath, string ImagePath, ElfFile Elf, LoadedObject? Loader, string Name)
{
    /// <value>Found through the loader's cache, in a directory that is not searched without it.</value>
    public bool IsCached { get; init; }

    /// <summary>Who needed whom, from the program on, such as <c>/usr/bin/a -> libb.so.1 -> libc.so.6</c>.</summary>
    public string Chain => Loader is null ? HostPath : $"{Loader.Chain} -> {Name}";
}
