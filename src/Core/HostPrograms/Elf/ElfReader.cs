namespace ScaleSim.Core.HostPrograms.Elf;

/// <summary>Reads the headers and the dynamic section of an ELF file, as its loader would.</summary>
/// <remarks>
/// <para>The format: elf(5), and the System V ABI (gABI), chapters 4 and 5. Offsets below are those of ELF64.</para>
/// <para>Header, 64 bytes: 0 magic 7f 45 4c 46, 4 class (1: 32, 2: 64 bits), 5 data (1: little, 2: big endian), 16
/// e_type, 18 e_machine, 32 e_phoff, 54 e_phentsize, 56 e_phnum.</para>
/// <para>Program header, 56 bytes: 0 p_type, 8 p_offset, 16 p_vaddr, 32 p_filesz.</para>
/// <para>Dynamic section: pairs of d_tag and d_val, 8 bytes each, up to the tag 0. Texts are offsets into the string
/// table, whose place (DT_STRTAB) is an address in memory and so found through the PT_LOAD segments.</para>
/// <para>Sample, of <c>readelf -d</c>: <c>0x0000000000000001 (NEEDED) Shared library: [libc.so.6]</c>.</para>
/// </remarks>
internal static class ElfReader
{
    private const int HeaderSize = 64;
    private const int SegmentSize = 56;
    private const int EntrySize = 16;

    // The kernel loads no program with more than 64 KiB of program headers (load_elf_phdrs, fs/binfmt_elf.c).
    private const int SegmentsMax = 65536 / SegmentSize;

    // Large browsers have some 80 entries and 60 libraries. More than this is not a library but an attack.
    private const int EntriesMax = 65536;
    private const int NeededMax = 4096;

    private enum Tag : ulong
    {
        End = 0,
        Needed = 1,
        StringTable = 5,
        StringSize = 10,
        Soname = 14,
        RPath = 15,
        RunPath = 29,
        Flags1 = 0x6ffffffb,
    }

    /// <param name="file">Can seek; it is left open.</param>
    /// <exception cref="ElfException">The file is no ELF file, or contradicts itself.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static ElfFile Read(Stream file)
    {
        byte[] header = new byte[HeaderSize];
        file.Position = 0;
        int length = file.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false);
        if (!ElfFile.HasMagic(header))
        {
            throw new ElfException("it does not begin with the four bytes of an ELF file");
        }

        if (length < 20 || header[4] is not (1 or 2) || header[5] is not (1 or 2))
        {
            throw new ElfException(
                $"its header is cut short or says class {header[4]} and byte order {header[5]}, where 1 and 2 exist");
        }

        var bytes = new ElfBytes(file, header[5] == 1);
        var elf = new ElfFile
        {
            Is64Bit = header[4] == 2,
            IsLittleEndian = header[5] == 1,
            Type = bytes.U16(header.AsSpan(16)),
            Machine = bytes.U16(header.AsSpan(18)),
        };
        if (!elf.Is64Bit)
        {
            return elf;
        }

        return length < HeaderSize
            ? throw new ElfException($"it ends after {length} bytes, within its header of {HeaderSize}")
            : ReadSegments(elf, bytes, ReadTable(bytes, header));
    }

    private static ElfSegment[] ReadTable(ElfBytes bytes, byte[] header)
    {
        int count = bytes.U16(header.AsSpan(56));
        if (count == 0)
        {
            return [];
        }

        int size = bytes.U16(header.AsSpan(54));
        if (size != SegmentSize || count > SegmentsMax)
        {
            throw new ElfException(
                $"it has {count} program headers of {size} bytes, and a loader takes {SegmentsMax} of {SegmentSize}");
        }

        byte[] table = bytes.Read(bytes.U64(header.AsSpan(32)), count * SegmentSize, "table of program headers");
        var segments = new ElfSegment[count];
        for (int index = 0; index < count; index++)
        {
            ReadOnlySpan<byte> at = table.AsSpan(index * SegmentSize);
            segments[index] = new ElfSegment(
                bytes.U32(at), bytes.U64(at[8..]), bytes.U64(at[16..]), bytes.U64(at[32..]));
        }

        return segments;
    }

    private static ElfFile ReadSegments(ElfFile elf, ElfBytes bytes, ElfSegment[] segments)
    {
        foreach (ElfSegment segment in segments)
        {
            if (segment.Type == ElfSegment.Interpreter && elf.Interpreter is null)
            {
                elf = elf with { Interpreter = bytes.ReadText(segment.Offset, segment.FileSize, "loader's path") };
            }
        }

        int dynamic = Array.FindIndex(segments, segment => segment.Type == ElfSegment.Dynamic);
        return dynamic < 0 ? elf : ReadDynamic(elf, bytes, segments, ReadEntries(bytes, segments[dynamic]));
    }

    private static List<(Tag Tag, ulong Value)> ReadEntries(ElfBytes bytes, ElfSegment dynamic)
    {
        if (dynamic.FileSize > EntriesMax * EntrySize)
        {
            throw new ElfException(
                $"its dynamic section has {dynamic.FileSize} bytes, more than {EntriesMax * EntrySize}");
        }

        byte[] section = bytes.Read(dynamic.Offset, (int)dynamic.FileSize, "dynamic section");
        var entries = new List<(Tag, ulong)>();
        for (int at = 0; at + EntrySize <= section.Length; at += EntrySize)
        {
            var tag = (Tag)bytes.U64(section.AsSpan(at));
            if (tag == Tag.End)
            {
                break;
            }

            entries.Add((tag, bytes.U64(section.AsSpan(at + 8))));
        }

        return entries;
    }

    private static ElfFile ReadDynamic(
        ElfFile elf, ElfBytes bytes, ElfSegment[] segments, List<(Tag Tag, ulong Value)> entries)
    {
        bool hasTexts = entries.Exists(entry => entry.Tag is Tag.Needed or Tag.Soname or Tag.RPath or Tag.RunPath);
        if (!hasTexts)
        {
            return elf with { NoDefaultLibraries = HasNoDefault(entries) };
        }

        ulong[] needed = [.. entries.Where(entry => entry.Tag == Tag.Needed).Select(entry => entry.Value)];
        if (needed.Length > NeededMax)
        {
            throw new ElfException($"it needs {needed.Length} libraries, more than {NeededMax}");
        }

        ulong size = Last(entries, Tag.StringSize) ?? throw new ElfException("its string table has no size");
        ulong table = FileOffset(
            segments, Last(entries, Tag.StringTable) ?? throw new ElfException("it has no string table"));
        return elf with
        {
            Needed = [.. needed.Select(value => Text(value, "a needed library's name"))],
            RPath = TextOf(Tag.RPath, "RPATH"),
            RunPath = TextOf(Tag.RunPath, "RUNPATH"),
            Soname = TextOf(Tag.Soname, "own name"),
            NoDefaultLibraries = HasNoDefault(entries),
        };

        string? TextOf(Tag tag, string what) => Last(entries, tag) is { } value ? Text(value, what) : null;

        string Text(ulong value, string what) => value < size && table <= ulong.MaxValue - value
            ? bytes.ReadText(table + value, size - value, what)
            : throw new ElfException($"its {what} is at {value} of a string table of {size} bytes");
    }

    private static bool HasNoDefault(List<(Tag Tag, ulong Value)> entries)
    {
        const ulong NoDefaultLibraries = 0x800;
        return ((Last(entries, Tag.Flags1) ?? 0) & NoDefaultLibraries) != 0;
    }

    /// <summary>A tag given twice counts as glibc counts it: the last one wins.</summary>
    private static ulong? Last(List<(Tag Tag, ulong Value)> entries, Tag tag)
    {
        int index = entries.FindLastIndex(entry => entry.Tag == tag);
        return index < 0 ? null : entries[index].Value;
    }

    private static ulong FileOffset(ElfSegment[] segments, ulong address)
    {
        foreach (ElfSegment segment in segments)
        {
            if (segment.Type == ElfSegment.Load
                && address >= segment.Address
                && address - segment.Address < segment.FileSize)
            {
                ulong inside = address - segment.Address;
                return segment.Offset <= ulong.MaxValue - inside
                    ? segment.Offset + inside
                    : throw new ElfException($"its segment at {segment.Offset} ends beyond any file");
            }
        }

        throw new ElfException($"its string table at address {address:x} is in no segment that is loaded");
    }
}
