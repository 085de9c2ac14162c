using ScaleSim.Simulator.ClusterFiles.Yaml;

namespace ScaleSim.Simulator.ClusterFiles.Building;

/// <summary>What the parts of a spec are built with.</summary>
/// <param name="Folder">The cluster file's, absolute: paths in the file start there.</param>
/// <param name="Environment">The caller's environment, for <c>${NAME}</c>.</param>
internal sealed record FileContext(string Folder, FileErrors Errors, Func<string, string?> Environment)
{
    public void Add(FilePosition position, string what, string why, string next) =>
        Errors.Add(position, what, why, next);

    /// <summary>A path of the file, absolute.</summary>
    public string Absolute(string path) => path.Length == 0 ? path : Path.GetFullPath(path, Folder);

    /// <summary>A path that is a template: absolute unless a placeholder begins it.</summary>
    public string AbsoluteTemplate(string path) =>
        path is "" or ['/' or '{', ..] ? path : $"{Literal(Folder)}/{path}";

    /// <summary>
    /// A command on this host: a program with a <c>/</c> in it is found beside the file, a bare name in the PATH.
    /// </summary>
    public IReadOnlyList<string> HostCommand(IReadOnlyList<string> words) =>
        words is [{ } program, ..] && program.Contains('/', StringComparison.Ordinal)
            ? [AbsoluteTemplate(program), .. words.Skip(1)]
            : words;

    /// <summary>A text whose braces are no placeholders.</summary>
    public static string Literal(string text) =>
        text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
}
