namespace ScaleSim.Core.HostPrograms;

/// <summary>A file that is made for the image instead of copied.</summary>
internal static class MadeFile
{
    public static HostFile Create(string place, byte[] content, UnixFileMode mode) =>
        new(place, HostFileKind.Content) { Content = content, Length = content.Length, Mode = mode };
}
