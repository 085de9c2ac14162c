using ScaleSim.Core.HostPrograms.Elf;
using ScaleSim.Core.HostPrograms.Files;

namespace ScaleSim.Core.HostPrograms.Libraries;

/// <summary>ELF files by their paths without links, each read once: many programs share few libraries.</summary>
internal sealed class ElfCache(IHostTree tree)
{
    private readonly Dictionary<string, (ElfFile? Elf, string Problem)> _read = [];

    /// <summary>Null, and why as the middle of a sentence, where the file can't be read or is no sound ELF.</summary>
    public ElfFile? Read(string path, out string problem)
    {
        if (!_read.TryGetValue(path, out (ElfFile? Elf, string Problem) known))
        {
            known = ReadNew(path);
            _read.Add(path, known);
        }

        problem = known.Problem;
        return known.Elf;
    }

    private (ElfFile? Elf, string Problem) ReadNew(string path)
    {
        try
        {
            using Stream file = tree.Open(path);
            return (ElfReader.Read(file), "");
        }
        catch (ElfException exception)
        {
            return (null, exception.Message);
        }
        catch (Exception exception) when (FileErrors.Are(exception))
        {
            return (null, $"it can't be read ({FileErrors.Reason(exception)})");
        }
    }
}
