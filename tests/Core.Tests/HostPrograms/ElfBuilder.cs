using System.Buffers.Binary;
using System.Text;

namespace ScaleSim.Core.Tests.HostPrograms;

/// <summary>
/// Writes ELF files of any processor: a header, program headers, the loader's path, a dynamic section and its texts.
/// One segment maps the whole file to an address, so that the reader has to translate.
/// </summary>
internal sealed record ElfBuilder
{
    public const ulong Address = 0x400000;

    public bool Is64Bit { get; init; } = true;

    public bool IsLittleEndian { get; init; } = true;

    public ushort Machine { get; init; } = 62;

    public ushort Type { get; init; } = 3;

    public string? Interpreter { get; init; }

    public string[] Needed { get; init; } = [];

    public string? RPath { get; init; }

    public string? RunPath { get; init; }

    public string? Soname { get; init; }

    public ulong Flags1 { get; init; }

    public static ElfBuilder Program(params string[] needed) => new()
    {
        Interpreter = "/lib64/ld-linux-x86-64.so.2",
        Needed = needed,
    };

    public static ElfBuilder Library(string soname, params string[] needed) =>
        new() { Soname = soname, Needed = needed };

    public byte[] Build()
    {
        if (!Is64Bit)
        {
            return Header(52, 0);
        }

        (ulong Tag, ulong Value)[] entries = Entries(out byte[] texts);
        byte[] loader = Interpreter is null ? [] : Encoding.UTF8.GetBytes(Interpreter + "\0");
        bool isDynamic = entries.Length > 0;
        int count = 1 + (isDynamic ? 1 : 0) + (Interpreter is null ? 0 : 1);
        int loaderAt = 64 + (56 * count);
        int dynamicAt = loaderAt + loader.Length;
        int textsAt = dynamicAt + (isDynamic ? (entries.Length + 3) * 16 : 0);
        byte[] file = [.. Header(64, (ushort)count), .. new byte[textsAt - 64], .. texts];
        Segment(file, 64, 1, 0, Address, file.Length);
        if (isDynamic)
        {
            Segment(file, 64 + 56, 2, dynamicAt, Address + (ulong)dynamicAt, textsAt - dynamicAt);
            entries = [.. entries, (5, Address + (ulong)textsAt), (10, (ulong)texts.Length)];
            for (int index = 0; index < entries.Length; index++)
            {
                U64(file.AsSpan(dynamicAt + (index * 16)), entries[index].Tag);
                U64(file.AsSpan(dynamicAt + (index * 16) + 8), entries[index].Value);
            }
        }

        if (Interpreter is not null)
        {
            Segment(file, 64 + (56 * (count - 1)), 3, loaderAt, Address + (ulong)loaderAt, loader.Length);
            loader.CopyTo(file, loaderAt);
        }

        return file;
    }

    private (ulong Tag, ulong Value)[] Entries(out byte[] texts)
    {
        var table = new List<byte> { 0 };
        var entries = new List<(ulong, ulong)>();
        foreach (string needed in Needed)
        {
            Add(1, needed);
        }

        Add(14, Soname);
        Add(15, RPath);
        Add(29, RunPath);
        if (Flags1 != 0)
        {
            entries.Add((0x6ffffffb, Flags1));
        }

        texts = [.. table];
        return [.. entries];

        void Add(ulong tag, string? text)
        {
            if (text is not null)
            {
                entries.Add((tag, (ulong)table.Count));
                table.AddRange(Encoding.UTF8.GetBytes(text + "\0"));
            }
        }
    }

    private byte[] Header(int size, ushort segments)
    {
        byte[] header = new byte[size];
        "\x7f"u8.CopyTo(header);
        "ELF"u8.CopyTo(header.AsSpan(1));
        header[4] = (byte)(Is64Bit ? 2 : 1);
        header[5] = (byte)(IsLittleEndian ? 1 : 2);
        header[6] = 1;
        U16(header.AsSpan(16), Type);
        U16(header.AsSpan(18), Machine);
        if (Is64Bit)
        {
            U64(header.AsSpan(32), 64);
            U16(header.AsSpan(52), 64);
            U16(header.AsSpan(54), 56);
            U16(header.AsSpan(56), segments);
        }

        return header;
    }

    private void Segment(byte[] file, int at, uint type, int offset, ulong address, int size)
    {
        U32(file.AsSpan(at), type);
        U64(file.AsSpan(at + 8), (ulong)offset);
        U64(file.AsSpan(at + 16), address);
        U64(file.AsSpan(at + 32), (ulong)size);
        U64(file.AsSpan(at + 40), (ulong)size);
    }

    private void U16(Span<byte> at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(
        at, IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value));

    private void U32(Span<byte> at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(
        at, IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value));

    private void U64(Span<byte> at, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(
        at, IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value));
}
