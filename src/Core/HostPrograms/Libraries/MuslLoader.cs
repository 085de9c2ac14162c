using ScaleSim.Core.HostPrograms.Elf;
using ScaleSim.Core.HostPrograms.Files;

namespace ScaleSim.Core.HostPrograms.Libraries;

/// <summary>The rules of the loader of musl (ldso/dynlink.c, load_library).</summary>
/// <remarks>
/// RPATH and RUNPATH mean the same, and hold for everything that is needed below; then come the directories of
/// <c>/etc/ld-musl-x86_64.path</c>, one per line or separated by colons, or three usual ones.
/// </remarks>
internal sealed class MuslLoader : ILoader
{
    // Parts of the C library, which is the loader itself: "libc.musl-x86_64.so.1", "libpthread.so.0".
    private static readonly string[] Reserved = ["c.", "pthread.", "rt.", "m.", "dl.", "util.", "xnet."];

    private readonly string[] _directories;

    public MuslLoader(IHostTree tree, HostMachine machine)
    {
        SettingsPath = $"/etc/ld-musl-{machine.Platform}.path";
        HasSettings = HostText.ReadBytes(tree, SettingsPath) is not null;
        _directories = HasSettings
            ? [.. HostText.ReadLines(tree, SettingsPath)
                .SelectMany(line => line.Split(':'))
                .Select(directory => directory.Trim())
                .Where(directory => directory.StartsWith('/'))]
            : ["/lib", "/usr/local/lib", "/usr/lib"];
    }

    public string SettingsPath { get; }

    /// <value>Whether this machine has the file of settings; the image then needs it as well.</value>
    public bool HasSettings { get; }

    public static bool IsLoader(string interpreter) =>
        PathWalker.NameOf(interpreter).StartsWith("ld-musl-", StringComparison.Ordinal);

    public bool IsBuiltIn(string name) =>
        name.StartsWith("lib", StringComparison.Ordinal)
        && Reserved.Any(part => name.AsSpan(3).StartsWith(part, StringComparison.Ordinal));

    public IEnumerable<FoundLibrary> Candidates(string name, LoadedObject needing)
    {
        for (LoadedObject? of = needing; of is not null; of = of.Loader)
        {
            foreach (string element in ((of.Elf.RunPath ?? of.Elf.RPath) ?? "").Split(':'))
            {
                if (Expand(element, of) is { } directory)
                {
                    yield return new FoundLibrary(
                        PathWalker.Join(directory.OnHost, name), PathWalker.Join(directory.InImage, name));
                }
            }
        }

        foreach (string directory in _directories)
        {
            yield return new FoundLibrary(PathWalker.Join(directory, name), PathWalker.Join(directory, name));
        }
    }

    public SearchDirectory? Expand(string path, LoadedObject of)
    {
        string onHost = PathTokens.Replace(path, "ORIGIN", PathWalker.DirectoryOf(of.HostPath));
        string inImage = PathTokens.Replace(path, "ORIGIN", PathWalker.DirectoryOf(of.ImagePath));
        return onHost.StartsWith('/') ? new SearchDirectory(onHost, inImage) : null;
    }
}
