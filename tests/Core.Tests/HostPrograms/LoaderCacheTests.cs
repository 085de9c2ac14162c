using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using ScaleSim.Core.HostPrograms.Libraries;

namespace ScaleSim.Core.Tests.HostPrograms;

public sealed class LoaderCacheTests
{
    private const uint Flags = 0x0303;

    private static readonly Dictionary<string, string> Paths = new()
    {
        ["libz.so.1"] = "/opt/lib/libz.so.1",
        ["liba.so.2"] = "/opt/lib/liba.so.2",
        ["liba.so.10"] = "/opt/lib/liba.so.10",
        ["libA.so"] = "/opt/lib/libA.so",
        ["lib9.so"] = "/opt/lib/lib9.so",
    };

    [Fact]
    public void Cache_IsReadAsItWasWritten()
    {
        ILookup<string, string> read = LoaderCache.Read(LoaderCache.Write(Paths, Flags))!;

        Assert.Equal(
            Paths.OrderBy(entry => entry.Key, StringComparer.Ordinal),
            read.OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .Select(entry => KeyValuePair.Create(entry.Key, Assert.Single(entry))));
    }

    /// <summary>In the order that the loader searches in halves, which is a descending one of its own.</summary>
    [Fact]
    public void Entries_AreInDescendingOrder_WithNumbersAsNumbers() => Assert.Equal(
        ["lib9.so", "libz.so.1", "liba.so.10", "liba.so.2", "libA.so"],
        LoaderCache.Read(LoaderCache.Write(Paths, Flags))!.Select(entry => entry.Key));

    /// <summary>What the loader does (search_cache in elf/dl-cache.c), for names of all kinds.</summary>
    [Fact]
    public void EveryName_IsFound_BySearchingInHalves()
    {
        Gen<string> name = Gen.Elements("lib", "so", ".", "-", "_", "0", "1", "9", "10", "007", "4294967297", "a", "Z")
            .ListOf()
            .Select(string.Concat);
        Prop.ForAll(
            name.ListOf()
                .Select(names => names.Distinct().ToDictionary(each => each, each => $"/{each}"))
                .ToArbitrary(),
            paths =>
            {
                string[] stored = [.. LoaderCache.Read(LoaderCache.Write(paths, Flags))!.Select(entry => entry.Key)];

                Assert.Equal(paths.Count, stored.Length);
                Assert.All(paths.Keys, wanted => Assert.True(IsFound(stored, wanted), wanted));
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20261121, 1));
    }

    [Fact]
    public void Cache_AfterATableOfTheOldForm_IsRead()
    {
        byte[] old = [.. "ld.so-1.7.0\0"u8, 2, 0, 0, 0, .. new byte[24]];
        byte[] both = [.. old, .. LoaderCache.Write(Paths, Flags)];

        Assert.Equal("/opt/lib/libz.so.1", Assert.Single(LoaderCache.Read(both)!["libz.so.1"]));
    }

    [Fact]
    public void DamagedCache_IsNone_OrHasFewerEntries()
    {
        byte[] whole = LoaderCache.Write(Paths, Flags);
        var random = new Random(20261121);
        for (int attempt = 0; attempt < 5000; attempt++)
        {
            byte[] damaged = whole[..random.Next(whole.Length + 1)];
            for (int change = random.Next(4); change > 0 && damaged.Length > 0; change--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            LoaderCache.Read(damaged);
        }

        Assert.Null(LoaderCache.Read([]));
        Assert.Null(LoaderCache.Read(whole[..100]));
    }

    /// <summary>The witness: what glibc's own program reads in the file.</summary>
    [Fact]
    public void Cache_IsUnderstood_ByLdconfig()
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, LoaderCache.Write(Paths, Flags));
            var start = new ProcessStartInfo("/sbin/ldconfig", ["-p", "-C", file]) { RedirectStandardOutput = true };
            using Process ldconfig = Process.Start(start)!;
            string[] lines = ldconfig.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            ldconfig.WaitForExit();

            Assert.Equal(
                Paths.Select(entry => $"{entry.Key} (libc6,x86-64) => {entry.Value}").Order(),
                lines.Where(line => line.Contains("=>", StringComparison.Ordinal)).Select(line => line.Trim()).Order());
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static bool IsFound(string[] stored, string wanted)
    {
        (int left, int right) = (0, stored.Length - 1);
        while (left <= right)
        {
            int middle = (left + right) / 2;
            int order = LoaderCache.Compare(wanted, stored[middle]);
            if (order == 0)
            {
                return true;
            }

            (left, right) = order < 0 ? (middle + 1, right) : (left, middle - 1);
        }

        return false;
    }
}
