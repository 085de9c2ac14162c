using System.Buffers.Binary;
using ScaleSim.Core.HostPrograms.Elf;

namespace ScaleSim.Core.Tests.HostPrograms;

public sealed class ElfReaderTests
{
    private static readonly ElfBuilder Full = new()
    {
        Type = 2,
        Interpreter = "/lib64/ld-linux-x86-64.so.2",
        Needed = ["libb.so.1", "libc.so.6"],
        RPath = "/opt/a:$ORIGIN",
        RunPath = "$ORIGIN/../lib",
        Soname = "liba.so.3",
        Flags1 = 0x800,
    };

    [Theory]
    [InlineData(true, 62)]
    [InlineData(true, 183)]
    [InlineData(false, 22)]
    public void Reader_FindsWhatALoaderNeeds_InEitherByteOrder(bool littleEndian, int machine)
    {
        ElfFile elf = Read((Full with { IsLittleEndian = littleEndian, Machine = (ushort)machine }).Build());

        Assert.Equal((true, littleEndian), (elf.Is64Bit, elf.IsLittleEndian));
        Assert.Equal((machine, ElfFile.Executable), ((int)elf.Machine, elf.Type));
        Assert.Equal("/lib64/ld-linux-x86-64.so.2", elf.Interpreter);
        Assert.Equal(["libb.so.1", "libc.so.6"], elf.Needed);
        Assert.Equal(("/opt/a:$ORIGIN", "$ORIGIN/../lib"), (elf.RPath, elf.RunPath));
        Assert.Equal("liba.so.3", elf.Soname);
        Assert.True(elf.NoDefaultLibraries);
    }

    [Fact]
    public void StaticProgram_NeedsNothing()
    {
        ElfFile elf = Read(new ElfBuilder { Type = 2 }.Build());

        Assert.Null(elf.Interpreter);
        Assert.Empty(elf.Needed);
        Assert.Null(elf.RPath ?? elf.RunPath ?? elf.Soname);
        Assert.False(elf.NoDefaultLibraries);
    }

    [Fact]
    public void ProgramOf32Bits_IsKnownAsSuch_AndNoMoreIsRead()
    {
        ElfFile elf = Read(new ElfBuilder { Is64Bit = false, Machine = 40 }.Build());

        Assert.Equal("32-bit arm", ElfMachines.Describe(elf));
    }

    [Fact]
    public void OtherProcessors_HaveANameOrANumber()
    {
        Assert.Equal("64-bit aarch64", ElfMachines.Describe(Read((Full with { Machine = 183 }).Build())));
        Assert.Equal("64-bit machine 9999", ElfMachines.Describe(Read((Full with { Machine = 9999 }).Build())));
    }

    [Theory]
    [InlineData("")]
    [InlineData("M")]
    [InlineData("MZ and much more than sixty-four bytes of something that is no ELF file")]
    public void OtherFiles_AreNoElf(string content)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(content);

        var refused = Assert.Throws<ElfException>(() => Read(bytes));

        Assert.Contains("does not begin with", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FileThatIsCutShort_IsRefused_WhereverItEnds()
    {
        byte[] whole = Full.Build();
        for (int length = 0; length < whole.Length - 1; length++)
        {
            byte[] cut = whole[..length];

            Assert.Throws<ElfException>(() => Read(cut));
        }
    }

    /// <summary>Offsets of the header and of the first program headers that hostile files lie in.</summary>
    [Theory]
    [InlineData(4, 3, "class 3")]
    [InlineData(5, 0, "byte order 0")]
    [InlineData(32, ulong.MaxValue, "table of program headers")]
    [InlineData(54, 32, "program headers of 32 bytes")]
    [InlineData(56, 0xffff, "65535 program headers")]
    [InlineData(64 + 56 + 8, ulong.MaxValue, "dynamic section")]
    [InlineData(64 + 56 + 32, ulong.MaxValue, "more than 1048576")]
    [InlineData(64 + 56 + 32, 1 << 20, "does not lie within")]
    [InlineData(64 + 112 + 8, ulong.MaxValue, "loader's path")]
    [InlineData(64 + 112 + 32, 3, "has no end within 3 bytes")]
    [InlineData(64 + 16, 0x99999999, "in no segment that is loaded")]
    [InlineData(64 + 8, ulong.MaxValue - 10, "ends beyond any file")]
    public void HostileNumbers_AreRefused_AndNamed(int offset, ulong value, string expected)
    {
        byte[] file = Full.Build();
        int width = offset < 32 ? 1 : offset is 54 or 56 ? 2 : 8;
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(number, value);
        number[..width].CopyTo(file.AsSpan(offset));

        Assert.Contains(expected, Assert.Throws<ElfException>(() => Read(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TextBeyondItsTable_IsRefused()
    {
        byte[] file = (Full with { Interpreter = null, Soname = null, RPath = null, RunPath = null }).Build();
        int dynamic = 64 + (2 * 56);
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(dynamic + 8), 1_000_000);

        var refused = Assert.Throws<ElfException>(() => Read(file));

        Assert.Contains("1000000 of a string table", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Whatever the bytes are, the answer is a file or a reason, soon and in little memory.</summary>
    [Fact]
    public void Reader_NeverFailsOtherwise_OnThousandsOfDamagedFiles()
    {
        byte[] whole = Full.Build();
        var random = new Random(20261121);
        int sound = 0;
        for (int attempt = 0; attempt < 20_000; attempt++)
        {
            byte[] damaged = [.. whole];
            for (int change = random.Next(1, 6); change > 0; change--)
            {
                damaged[random.Next(4, damaged.Length)] = (byte)random.Next(256);
            }

            try
            {
                Read(damaged);
                sound++;
            }
            catch (ElfException exception)
            {
                Assert.NotEmpty(exception.Message);
            }
        }

        Assert.InRange(sound, 1, 19_999);
    }

    private static ElfFile Read(byte[] file)
    {
        using var stream = new MemoryStream(file, writable: false);
        return ElfReader.Read(stream);
    }
}
