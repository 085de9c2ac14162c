using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ScaleSim.Core.Ramdisks;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Workers;

namespace ScaleSim.Simulator.Tests.ClusterFiles;

/// <summary>Whatever a file holds, it is read or refused; and what a spec can say, a file can.</summary>
public sealed class FilePropertyTests
{
    private static readonly string[] Tokens =
    [
        "workers", "master", "groups", "count", "image", "environment", "ready", "external", "reference", ": ", ":",
        "\n", "\n  ", "\n    ", "- ", "[", "]", "{", "}", ", ", "'", "\"", "&a ", "*a", "<<: ", "!!x ", "|", ">-", "#",
        "%", "@", "\t", "---", "...", "~", "null", "1", "-1", "64MiB", "\\", "\\x", "\\uD800", "é", "\U0001F600", "?",
        "${A}", "{node.ip}",
    ];

    [Fact]
    public void Read_OfAnyText_GivesAFileOrItsErrors() => Prop.ForAll(
        Gen.Elements(Tokens).ListOf().Select(string.Concat).ToArbitrary(),
        text => Assert.All(
            ClusterYaml.Errors(Encoding.UTF8.GetBytes(text)), error => Assert.StartsWith("cluster.yaml:", error)))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void Read_OfAnyBytes_GivesAFileOrItsErrors() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        bytes => Assert.NotNull(ClusterYaml.Errors(bytes)))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Read_OfASpecWrittenAsYaml_GivesTheSpec() => Prop.ForAll(
        Groups().ToArbitrary(),
        group =>
        {
            ClusterSpec read = ClusterYaml.Spec(Yaml(group));

            Assert.Equal(SpecJson.Write(read with { Groups = [group] }), SpecJson.Write(read));
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static Gen<WorkerGroupSpec> Groups() =>
        from count in Gen.Choose(1, 1000)
        from memory in Gen.Choose(6 << 20, int.MaxValue)
        from cpus in Gen.Choose(1, 6400)
        from ports in Gen.Choose(0, 4)
        from size in Gen.Choose(4096, 1 << 30)
        from text in ArbMap.Default.GeneratorFor<NonNull<string>>()
        from readOnly in Gen.Elements<bool?>(null, true, false)
        select new WorkerGroupSpec
        {
            Count = count,
            Image = "i",
            MemoryBytes = memory,
            Cpus = cpus / 100.0,
            Ports = [.. Enumerable.Range(0, ports).Select(i => new PortSpec($"p{i}", i % 2 == 0 ? null : 1000 + i))],
            Ramdisks = [new RamdiskSpec("/r", size) { Mode = "0700" }],
            Command = ["program", Plain(text.Get)],
            Environment = new Dictionary<string, string> { ["A"] = Plain(text.Get), ["B"] = "{worker.index}" },
            ReadOnlyRoot = readOnly,
        };

    // Neither of the three has a meaning of its own then: an end of the file, a variable, a lone surrogate.
    private static string Plain(string text) => new([.. text.Where(letter => letter is not ('\0' or '$')
        && !char.IsSurrogate(letter))]);

    private static string Yaml(WorkerGroupSpec group)
    {
        var yaml = new StringBuilder("master: {external: 'm.example:1'}\nworkers:\n");
        yaml.Append(CultureInfo.InvariantCulture, $"  count: {group.Count}\n  image: i\n");
        yaml.Append(CultureInfo.InvariantCulture, $"  memory: {group.MemoryBytes}\n");
        yaml.Append(CultureInfo.InvariantCulture, $"  cpus: {group.Cpus}\n");
        yaml.Append("  ports:");
        yaml.Append(group.Ports.Count == 0 ? " {}\n" : "\n");
        foreach (PortSpec port in group.Ports)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"    {port.Name}: {port.Number?.ToString() ?? "auto"}\n");
        }

        yaml.Append("  ramdisks:\n    - path: /r\n      mode: 0700\n");
        yaml.Append(CultureInfo.InvariantCulture, $"      size: {group.Ramdisks[0].SizeBytes}B\n");
        yaml.Append($"  command: [program, {JsonSerializer.Serialize(group.Command[1])}]\n");
        yaml.Append("  environment:\n");
        foreach ((string name, string value) in group.Environment)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"    {name}: {JsonSerializer.Serialize(value)}\n");
        }

        return group.ReadOnlyRoot is { } readOnly
            ? yaml.Append(CultureInfo.InvariantCulture, $"  readOnlyRoot: {(readOnly ? "true" : "false")}\n").ToString()
            : yaml.ToString();
    }
}
