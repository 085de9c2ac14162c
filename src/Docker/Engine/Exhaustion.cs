using System.Text.RegularExpressions;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Runs;
using ScaleSim.Docker.Api;

namespace ScaleSim.Docker.Engine;

/// <summary>
/// Recognises that the Engine's machine has run out of something. The Engine answers a plain 500, or 200 and a failing
/// line, with the kernel's words in it, so that its text is all there is to go by.
/// </summary>
internal static partial class Exhaustion
{
    private const int WordsLengthMax = 400;

    private const string InitKilled = "container init was OOM-killed";
    private const string ChildGone = "final child's PID from pipe";
    private const string InitReset = "read init-p: connection reset by peer";
    private const string InitNotReady = "procReady not received";
    private const string InitStopped = "cannot start a stopped process";

    /// <summary>Behind these may be a kill for want of memory, of which the kernel's log says whose it was.</summary>
    private static readonly string[] MaybeKilled = [InitKilled, ChildGone, InitReset, InitNotReady, InitStopped];

    /// <summary>The first that fits decides.</summary>
    private static readonly (string Words, string What, string Remedy)[] Samples =
    [
        // "OCI runtime create failed: ... could not create session key: disk quota exceeded"
        ("session key: disk quota exceeded",
            "no kernel keys left for another container",
            "Raise kernel.keys.maxkeys and kernel.keys.root_maxkeys with sysctl, or lower --workers"),

        // The kernel knows 65,535 memory cgroups: "mkdir /sys/fs/cgroup/memory/docker/1c2d: no space left on device"
        ("mkdir /sys/fs/cgroup/",
            "no room for another control group",
            "Remove containers that nobody needs ('docker ps -a'), or lower --workers"),

        // "inotify_add_watch /a: no space left on device"; "inotify_init1: too many open files"
        ("inotify",
            "no inotify watches or instances left",
            "Raise fs.inotify.max_user_instances and fs.inotify.max_user_watches with sysctl"),

        // 20.10: "mkdir /var/lib/docker/overlay2/0f..-init: no space left on device"; "error creating overlay mount to
        // /var/lib/docker/overlay2/0f../merged: no space left on device". 28: "failed to create task for container:
        // mkdir /run/.../0f..: no space left on device". A load: "write /scalesim-worker: no space left on device"
        ("no space left on device",
            "no disk space left",
            "Free some ('docker system df' shows who has it, 'docker system prune' removes what nobody uses; df -i "
            + "shows whether it is inodes), or lower --workers"),

        // "write /var/lib/docker/...: disk quota exceeded"
        ("disk quota exceeded",
            "no disk space left within a quota",
            "Raise the quota of the Engine's data root ('docker info' names it) or free some of it"),

        // "fork/exec /usr/bin/containerd-shim-runc-v2: cannot allocate memory"; "OCI runtime create failed: ...:
        // fork/exec /proc/self/exe: cannot allocate memory: unknown"
        ("cannot allocate memory",
            "no memory left",
            "Free some (free -m, and dmesg for what the kernel has killed), or lower --workers or --memory"),

        // runc 1.1, where a limit above the container's own is reached: "runc create failed: unable to start container
        // process: container init was OOM-killed (memory limit too low?): unknown"
        (InitKilled,
            "no memory left for a container's first process",
            "See whose limit that was (dmesg names the control group, free -m the machine's rest): raise it, free "
            + "memory, or lower --workers; where it is the worker's own, raise --memory"),

        // "fork/exec /usr/bin/containerd-shim-runc-v2: resource temporarily unavailable"; "runc create failed: unable
        // to start container process: ... resource temporarily unavailable"
        ("resource temporarily unavailable", NoProcesses, ProcessRemedy),

        // What Go's runtime prints as it dies: "runtime: failed to create new OS thread (have 5 already; errno=11)"
        ("failed to create new OS thread", NoProcesses, ProcessRemedy),

        // "runtime/cgo: pthread_create failed: Resource temporarily unavailable", in whatever case
        ("pthread_create failed", NoProcesses, ProcessRemedy),

        // runc 1.1, which does not say why its child died, where pids.max above the containers is reached: "runc create
        // failed: unable to start container process: can't get final child's PID from pipe: EOF: unknown"; a few
        // processes later "error during container init: read init-p: connection reset by peer: unknown". Before 1.1:
        // "getting the final child's pid from pipe caused: EOF". The runc of Engine 28.5 also "error during container
        // init: procReady not received"
        (ChildGone, NoFirstProcess, FirstProcessRemedy),
        (InitReset, NoFirstProcess, FirstProcessRemedy),
        (InitNotReady, NoFirstProcess, FirstProcessRemedy),

        // The same where the child died between runc's create and its start: "cannot start a stopped process: unknown"
        (InitStopped, NoFirstProcess, FirstProcessRemedy),

        // "error while creating mount source path: open /a: too many open files"; "accept4: too many open files in
        // system"
        ("too many open files",
            "no file descriptors left",
            "Raise the Engine's limit (LimitNOFILE of docker.service, fs.file-max), or lower --workers"),
    ];

    private const string NoProcesses = "no processes or threads left";

    private const string ProcessRemedy =
        "Raise kernel.pid_max, kernel.threads-max and the Engine's own limit (TasksMax of docker.service, pids.max of "
        + "its cgroup), or lower --workers";

    private const string NoFirstProcess = "no processes, threads or memory left for a container's first process";

    private const string FirstProcessRemedy =
        "Look at pids.max and the memory limit of the control group above the containers (/proc/PID/cgroup of one of "
        + "them names it), at kernel.pid_max, kernel.threads-max and dmesg; raise what is used up, or lower --workers";

    /// <param name="readKernelLog">Gives this machine's; null for the real one.</param>
    /// <returns>Null where it is something else, also a container's own memory limit.</returns>
    public static ResourceExhaustedException? TryRead(
        DockerClientException exception, Func<string>? readKernelLog = null)
    {
        if (exception is not DockerApiException refusal)
        {
            return null;
        }

        string words = DockerApiException.MessageOf(refusal.ResponseBody);
        foreach ((string sample, string what, string remedy) in Samples)
        {
            if (!words.Contains(sample, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            MemoryShortage? shortage = MaybeKilled.Contains(sample)
                ? ShortageOf(refusal, readKernelLog ?? KernelLog.Read)
                : null;
            string refused = $"it refused with the words \"{Shown(words, sample)}\".";
            return shortage switch
            {
                null => new ResourceExhaustedException(
                    $"The engine's machine has {what}: {refused} {remedy}; then run the same command again.",
                    exception),
                { IsAboveWorker: true } => new ResourceExhaustedException(
                    $"There was no memory left for a container's first process: "
                    + $"{ShortageText.Whose(shortage)}, and {refused} {ShortageText.Advice(shortage)}",
                    exception),
                _ => null,
            };
        }

        return null;
    }

    /// <returns>Null where the kernel killed nothing in the container just now, or its log can't be read.</returns>
    private static MemoryShortage? ShortageOf(DockerApiException refusal, Func<string> readKernelLog) =>
        ContainerId().Match(refusal.Operation) is { Success: true } id
        && KernelLog.Find(readKernelLog(), id.Value) is { } kill
        && kill.IsRecent
            ? kill.ShortageOf(id.Value)
            : null;

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex ContainerId();

    /// <summary>What follows the first line is often a dump of a Go program's stack.</summary>
    private static string Shown(string words, string sample)
    {
        string first = words.ReplaceLineEndings("\n").Split('\n')[0];
        string shown = first.Contains(sample, StringComparison.OrdinalIgnoreCase)
            ? first
            : words.ReplaceLineEndings(" ");
        return shown[..Math.Min(shown.Length, WordsLengthMax)].TrimEnd('.');
    }
}
