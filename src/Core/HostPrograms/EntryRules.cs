using ScaleSim.Core.HostPrograms.Files;
using ScaleSim.Core.Planning;

namespace ScaleSim.Core.HostPrograms;

/// <summary>Finds what is wrong with an entry of the list by itself, before any file is looked at.</summary>
internal static class EntryRules
{
    private static readonly string[] Kernel = ["/proc", "/sys", "/dev"];

    public static bool Validate(HostEntrySpec entry, PlanErrors errors)
    {
        int before = errors.All.Count;
        if (ExplainSource(entry.Source) is { } why)
        {
            errors.Wrong(
                $"Source '{entry.Source}' can't be copied", why, "Write an absolute path such as /usr/bin/env");
        }

        if (entry.Target is { } target && ExplainTarget(target) is { } whyNot)
        {
            errors.Wrong(
                $"Target '{target}' of '{entry.Source}' is no path in an image",
                whyNot,
                "Write an absolute path without '..', such as /opt/worker");
        }

        if (entry.Mode is { } mode && ModeText.Parse(mode) is null)
        {
            errors.Wrong(
                $"Mode '{mode}' of '{entry.Source}' is none",
                "a mode has 3 or 4 octal digits",
                "Write it like 0755 or 644, in quotes where numbers lose their zero");
        }

        return errors.All.Count == before;
    }

    /// <summary>Why nothing can be copied from a path, as the middle of a sentence; null where something can.</summary>
    public static string? ExplainSource(string source) => source.Length > 0 && source.AsSpan().Trim('/').IsEmpty
        ? "it is the whole file system of this machine, and an image holds what workers need and no more"
        : Explain(source);

    private static string? ExplainTarget(string target) =>
        target.Split('/').Any(part => part is "." or "..")
            ? "'.' or '..' could lead out of where it seems to be"
            : Explain(target);

    /// <summary>Why nothing can be at a path, as the middle of a sentence; null where something can.</summary>
    private static string? Explain(string path)
    {
        if (path.Length is 0 or > 4096)
        {
            return $"it has {path.Length} characters, where 1 to 4096 can be";
        }

        if (path[0] != '/')
        {
            return "it is not absolute";
        }

        if (path.Contains('\0'))
        {
            return "no path has a zero byte in it";
        }

        string? kernel = Array.Find(Kernel, name => PathWalker.IsIn(path, name));
        return kernel is null ? null : $"{kernel} belongs to the kernel, which gives every container its own";
    }
}
