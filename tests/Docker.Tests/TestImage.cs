using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using ScaleSim.Docker.Images;

namespace ScaleSim.Docker.Tests;

/// <summary>
/// An image of this machine's own shell and tools with the libraries that they need, so that tests of a real Engine
/// need no registry.
/// </summary>
internal static partial class TestImage
{
    private static readonly string[] Tools = ["sh", "sleep", "cat", "ls", "id", "head", "rm"];

    /// <param name="repository">Unique to a test or fixture, which removes the image.</param>
    public static Task<ImageArchive> CreateAsync(string repository) => CreateAsync(repository, new ImageConfig
    {
        Cmd = ["sleep", "3600"],
        Env = ["PATH=/bin"],
        Labels = new Dictionary<string, string> { ["scalesim.test"] = "image" },
    });

    public static Task<ImageArchive> CreateAsync(string repository, ImageConfig config) =>
        ImageArchive.CreateAsync(repository, config, [.. Files(), Mark(repository)], CancellationToken.None);

    /// <summary>
    /// Makes image and layer nobody else's: an Engine that removes one test's image while it loads the same image for
    /// another may end with neither.
    /// </summary>
    public static ImageFile Mark(string repository) =>
        ImageFile.FromContent("etc/scalesim-test", Encoding.UTF8.GetBytes(repository));

    public static IReadOnlyList<ImageFile> Files()
    {
        var tools = Tools.ToDictionary(tool => $"bin/{tool}", tool => Resolve($"/bin/{tool}"));
        var libraries = tools.Values.SelectMany(Libraries).Distinct().ToDictionary(
            path => path.TrimStart('/'), Resolve);
        return
        [
            .. tools.Concat(libraries).Select(file => ImageFile.FromFile(file.Key, file.Value)),
            ImageFile.Directory("tmp", (UnixFileMode)0b1_111_111_111),
        ];
    }

    private static string Resolve(string path) =>
        new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;

    /// <remarks>
    /// Sample: <c>libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f...)</c> and <c>/lib64/ld-linux-x86-64.so.2
    /// (0x...)</c>.
    /// </remarks>
    private static IEnumerable<string> Libraries(string program)
    {
        using var process = Process.Start(new ProcessStartInfo("ldd", [program]) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return LibraryPath().Matches(output).Select(match => match.Groups[1].Value);
    }

    [GeneratedRegex(@"(/\S+) \(0x")]
    private static partial Regex LibraryPath();
}
