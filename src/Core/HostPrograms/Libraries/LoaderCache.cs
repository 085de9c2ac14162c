using System.Text;

namespace ScaleSim.Core.HostPrograms.Libraries;

/// <summary>The file /etc/ld.so.cache: which library is where, as ldconfig(8) found it.</summary>
/// <remarks>
/// <para>Source: sysdeps/generic/dl-cache.h of glibc. A header of 48 bytes: <c>glibc-ld.so.cache1.1</c>, the number of
/// entries (4 bytes), of bytes of text (4), the byte order (1), 3 unused, an offset of extensions (4), 12 unused. Then
/// entries of 24 bytes: flags (4), offset of the name (4), offset of the path (4), unused (4), hardware (8). Offsets
/// count from the header. Older files have a table of another form before it, which begins with <c>ld.so-1.7.0</c>:
/// 11 bytes, 1 unused, the number of entries (4), 12 bytes each; the header follows at a multiple of 8.</para>
/// <para>Entries are in descending order, because the loader searches them in halves.</para>
/// <para>Sample, of <c>ldconfig -p</c>: <c>libc.so.6 (libc6,x86-64) => /lib/x86_64-linux-gnu/libc.so.6</c>.</para>
/// </remarks>
internal static class LoaderCache
{
    private const int HeaderSize = 48;
    private const int EntrySize = 24;
    private const byte LittleEndianMark = 2;
    private const byte BigEndianMark = 3;

    private static ReadOnlySpan<byte> Magic => "glibc-ld.so.cache1.1"u8;

    private static ReadOnlySpan<byte> OldMagic => "ld.so-1.7.0"u8;

    /// <summary>
    /// Paths by names, in the order of the file; libraries for special hardware are left out, since each of them has a
    /// plain twin. Null where the file is no cache of this byte order.
    /// </summary>
    public static ILookup<string, string>? Read(byte[] file)
    {
        ReadOnlySpan<byte> cache = file.AsSpan(Math.Min(StartOf(file), file.Length));
        if (cache.Length < HeaderSize || !cache.StartsWith(Magic))
        {
            return null;
        }

        long count = U32(cache[20..]);
        if (count * EntrySize > cache.Length - HeaderSize)
        {
            return null;
        }

        var found = new List<(string Name, string Path)>();
        for (int index = 0; index < count; index++)
        {
            ReadOnlySpan<byte> entry = cache[(HeaderSize + (index * EntrySize))..];
            bool isPlain = BitConverter.ToUInt64(entry[16..]) == 0;
            if (isPlain && TextAt(cache, U32(entry[4..])) is { } name && TextAt(cache, U32(entry[8..])) is { } path)
            {
                found.Add((name, path));
            }
        }

        return found.ToLookup(entry => entry.Name, entry => entry.Path);
    }

    /// <summary>A cache of these libraries and no others.</summary>
    /// <param name="paths">Paths in the image by names.</param>
    /// <param name="flags">Of every entry: HostMachine.CacheFlags.</param>
    public static byte[] Write(IReadOnlyDictionary<string, string> paths, uint flags)
    {
        KeyValuePair<string, string>[] entries =
            [.. paths.OrderByDescending(entry => entry.Key, Comparer<string>.Create(Compare))];
        int texts = HeaderSize + (entries.Length * EntrySize);
        using var text = new MemoryStream();
        byte[] table = new byte[texts];
        for (int index = 0; index < entries.Length; index++)
        {
            Span<byte> at = table.AsSpan(HeaderSize + (index * EntrySize));
            BitConverter.TryWriteBytes(at, flags);
            BitConverter.TryWriteBytes(at[4..], Append(text, texts, entries[index].Key));
            BitConverter.TryWriteBytes(at[8..], Append(text, texts, entries[index].Value));
        }

        Magic.CopyTo(table);
        BitConverter.TryWriteBytes(table.AsSpan(20), (uint)entries.Length);
        BitConverter.TryWriteBytes(table.AsSpan(24), (uint)text.Length);
        table[28] = BitConverter.IsLittleEndian ? LittleEndianMark : BigEndianMark;
        return [.. table, .. text.ToArray()];
    }

    /// <summary>The loader's own order, _dl_cache_libcmp: numbers count as such, and come after letters.</summary>
    internal static int Compare(string? a, string? b)
    {
        (int i, int j) = (0, 0);
        while (i < a!.Length && j < b!.Length)
        {
            if (char.IsAsciiDigit(a[i]) && char.IsAsciiDigit(b[j]))
            {
                int order = NumberAt(a, ref i).CompareTo(NumberAt(b, ref j));
                if (order != 0)
                {
                    return order;
                }
            }
            else if (char.IsAsciiDigit(a[i]) != char.IsAsciiDigit(b[j]))
            {
                return char.IsAsciiDigit(a[i]) ? 1 : -1;
            }
            else if (a[i++] != b[j++])
            {
                return a[i - 1] - b[j - 1];
            }
        }

        return (a.Length - i).CompareTo(b!.Length - j);
    }

    /// <summary>The loader computes in 32 bits, which wrap.</summary>
    private static int NumberAt(string text, ref int position)
    {
        int value = 0;
        while (position < text.Length && char.IsAsciiDigit(text[position]))
        {
            value = unchecked((value * 10) + (text[position++] - '0'));
        }

        return value;
    }

    private static int StartOf(byte[] file) => file.Length >= 16 && file.AsSpan().StartsWith(OldMagic)
        ? (int)Math.Min((16 + (U32(file.AsSpan(12)) * 12L) + 7) / 8 * 8, file.Length)
        : 0;

    private static uint Append(MemoryStream text, int start, string value)
    {
        uint offset = (uint)(start + text.Length);
        text.Write(Encoding.UTF8.GetBytes(value));
        text.WriteByte(0);
        return offset;
    }

    private static string? TextAt(ReadOnlySpan<byte> cache, uint offset)
    {
        if (offset >= cache.Length)
        {
            return null;
        }

        ReadOnlySpan<byte> rest = cache[(int)offset..];
        int end = rest.IndexOf((byte)0);
        return end < 0 ? null : Encoding.UTF8.GetString(rest[..end]);
    }

    // The cache is in the machine's own byte order.
    private static uint U32(ReadOnlySpan<byte> at) => BitConverter.ToUInt32(at);
}
