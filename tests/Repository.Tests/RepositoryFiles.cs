using ScaleSim.Repository.Tests.Text;

namespace ScaleSim.Repository.Tests;

/// <summary>The text files that rules are checked on: the repository's own, or a sample's.</summary>
/// <param name="Files">In the order of their paths.</param>
/// <param name="IsExecutable">Whether the file of that path may be run; null where the system has no such bit.</param>
internal sealed record RepositoryFiles(IReadOnlyList<TextFile> Files, Func<string, bool>? IsExecutable)
{
    private const string RootMark = "ScaleSim.sln";
    private const int TextBytesMax = 1 << 20;

    private static readonly HashSet<string> OtherFolders =
        [".git", ".idea", ".vs", "artifacts", "bin", "obj", "results", "TestResults"];

    private static readonly Lazy<RepositoryFiles> LoadedOnce = new(Load);

    /// <summary>The repository that this test was built in, read once.</summary>
    public static RepositoryFiles Own => LoadedOnce.Value;

    public IEnumerable<TextFile> CSharp => Files.Where(file => file.IsCSharp);

    public IEnumerable<TextFile> Projects =>
        Files.Where(file => file.Path.EndsWith(".csproj", StringComparison.Ordinal));

    public IEnumerable<TextFile> Documents =>
        Files.Where(file => file.Path.EndsWith(".md", StringComparison.Ordinal));

    public TextFile? Find(string path) => Files.FirstOrDefault(file => file.Path == path);

    private static RepositoryFiles Load()
    {
        string root = FindRoot();
        TextFile[] files = [.. Walk(root)
            .Select(path => new TextFile(Path.GetRelativePath(root, path).Replace('\\', '/'), File.ReadAllText(path)))
            .Where(file => !file.Content.Contains('\0', StringComparison.Ordinal))
            .OrderBy(file => file.Path, StringComparer.Ordinal)];
        return new(files, OperatingSystem.IsWindows() ? null : path => IsExecutableFile(Path.Combine(root, path)));
    }

    private static bool IsExecutableFile(string path) =>
        !OperatingSystem.IsWindows() && File.GetUnixFileMode(path).HasFlag(UnixFileMode.UserExecute);

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, RootMark)))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException(
            $"No folder above {AppContext.BaseDirectory} holds {RootMark}. Run the tests from the repository's build.");
    }

    private static IEnumerable<string> Walk(string folder)
    {
        // In a worktree, .git is a file.
        IEnumerable<string> here = Directory.EnumerateFiles(folder)
            .Where(path => !OtherFolders.Contains(Path.GetFileName(path)))
            .Where(path => new FileInfo(path).Length <= TextBytesMax);
        IEnumerable<string> below = Directory.EnumerateDirectories(folder)
            .Where(path => !OtherFolders.Contains(Path.GetFileName(path)))
            .SelectMany(Walk);
        return here.Concat(below);
    }
}
