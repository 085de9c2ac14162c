using System.Globalization;

namespace ScaleSim.Core.HostPrograms;

/// <summary>Everything that an image of this machine's programs holds.</summary>
/// <param name="Files">Sorted by path; directories above files that need no mode of their own are left out.</param>
/// <param name="Libraries">What programs load, each file once, sorted by path.</param>
/// <param name="Notes">What a user should know and is no error, one sentence each.</param>
/// <param name="Architecture">As images name it: <c>amd64</c>, <c>arm64</c>.</param>
public sealed record HostImageContent(
    IReadOnlyList<HostFile> Files,
    IReadOnlyList<HostLibrary> Libraries,
    IReadOnlyList<string> Notes,
    string Architecture)
{
    /// <value>Of all files.</value>
    public long Bytes => Files.Sum(file => file.Length);

    /// <summary>Such as <c>31 files, 9 links, 4 directories, 3.9 MiB; 8 shared libraries</c>.</summary>
    public string Describe()
    {
        int files = Count(HostFileKind.SourceFile) + Count(HostFileKind.Content);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{files} files, {Count(HostFileKind.SymbolicLink)} links, {Count(HostFileKind.Directory)} directories, "
            + $"{ByteSize.Format(Bytes)}; {Libraries.Count} shared libraries");
    }

    private int Count(HostFileKind kind) => Files.Count(file => file.Kind == kind);
}
