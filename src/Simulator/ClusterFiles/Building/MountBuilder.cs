using ScaleSim.Core.Specs.Workers;
using ScaleSim.Simulator.ClusterFiles.Model;

namespace ScaleSim.Simulator.ClusterFiles.Building;

/// <summary>Files and directories of the host that workers see.</summary>
internal static class MountBuilder
{
    public static IReadOnlyList<MountSpec> Build(IReadOnlyList<MountKeys> mounts, FileContext context)
    {
        List<MountSpec> built = [];
        foreach (MountKeys mount in mounts)
        {
            if (mount.Text is { } text)
            {
                AddShort(built, text, mount, context);
            }
            else if (mount is { Source: { } source, Target: { } target })
            {
                built.Add(new MountSpec(SourceOf(source, context), target, mount.ReadOnly ?? true));
            }
        }

        return built;
    }

    /// <summary><c>SOURCE:TARGET</c>, <c>SOURCE:TARGET:ro</c> or <c>SOURCE:TARGET:rw</c>.</summary>
    private static void AddShort(List<MountSpec> built, string text, MountKeys mount, FileContext context)
    {
        // A placeholder in the source, {ports.x}, has no colon of its own.
        string[] parts = text.Split(':');
        if (parts is [{ Length: > 0 }, { Length: > 0 }] or [{ Length: > 0 }, { Length: > 0 }, "ro" or "rw"])
        {
            built.Add(new MountSpec(
                SourceOf(parts[0], context), parts[1], parts is not [_, _, "rw"]));
            return;
        }

        context.Add(
            mount.At(""),
            $"A mount is '{FileErrors.Shown(text)}'",
            "it takes SOURCE:TARGET, and :ro or :rw where it matters",
            "Write /srv/data:/data:ro, for example");
    }

    /// <summary>As compose has it, a path that begins with <c>./</c> or <c>../</c> starts at the file.</summary>
    private static string SourceOf(string source, FileContext context) =>
        source is "." or ".." || source.StartsWith("./", StringComparison.Ordinal)
            || source.StartsWith("../", StringComparison.Ordinal)
                ? FileContext.Literal(Path.GetFullPath(source, context.Folder))
                : source;
}
