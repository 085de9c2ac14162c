namespace ScaleSim.Core.Specs.Workers;

/// <summary>
/// Knows what would hand the machine to a worker: whoever reaches a container engine's socket is root on its host. No
/// container gets one, whatever the spec says.
/// </summary>
public static class EngineSockets
{
    private static readonly string[] Sockets = ["docker.sock", "containerd.sock", "podman.sock", "crio.sock"];

    // The directories in which they lie, and those above.
    private static readonly string[] Directories =
        ["/", "/run", "/var/run", "/run/containerd", "/var/run/containerd", "/run/podman", "/run/crio"];

    /// <summary>Why a path of the host is not mounted, as the middle of a sentence; null where it may be.</summary>
    public static string? Explain(string path)
    {
        string trimmed = path.Length > 1 ? path.TrimEnd('/') : path;
        if (Sockets.Contains(trimmed[(trimmed.LastIndexOf('/') + 1)..]))
        {
            return "through a container engine's socket a worker would be root on this machine";
        }

        return Directories.Contains(trimmed)
            ? "container engines' sockets lie below it, and through one a worker would be root on this machine"
            : null;
    }
}
