namespace ScaleSim.Core.HostPrograms.Libraries;

/// <summary>
/// A directory where a loader looks. It is another one in the image than on this machine where a program is put
/// elsewhere and looks for libraries beside itself (<c>$ORIGIN</c>).
/// </summary>
internal readonly record struct SearchDirectory(string OnHost, string InImage)
{
    public static SearchDirectory Same(string directory) => new(directory, directory);
}
