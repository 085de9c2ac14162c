using System.Globalization;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Names;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Engine;

/// <summary>
/// Lets the kernel wake a worker's threads a little late, together with others. A thread takes the slack of the one
/// that starts it, a program that of its parent (prctl(2), PR_SET_TIMERSLACK), so that setting it once, as the worker
/// starts, holds for all that comes after.
/// </summary>
internal sealed class TimerSlack(DockerClient client)
{
    // Threads that were started while the first ones were set: each look finds those that the last one missed.
    private const int Looks = 4;

    /// <summary>Why this process can't set it, as the middle of a sentence; null where it can.</summary>
    /// <param name="isLocal">Whether the Engine's containers are processes of this machine.</param>
    public static string? Explain(bool isLocal)
    {
        if (!isLocal)
        {
            return "it is set through /proc on the engine's own machine, and this engine runs on another";
        }

        return ProcessCapabilities.Has(ProcessCapabilities.SysNice)
            ? null
            : "it is set through /proc, which takes root (CAP_SYS_NICE)";
    }

    /// <summary>
    /// Sets what a running worker's label says; nothing where it says nothing or the worker has ended.
    /// </summary>
    /// <param name="id">The container's.</param>
    /// <exception cref="EngineException">It could not be set.</exception>
    public async Task SetAsync(string id, CancellationToken cancellationToken)
    {
        ContainerInspectResponse container =
            await client.Containers.InspectContainerAsync(id, cancellationToken).ConfigureAwait(false);
        if (container.Config.Labels.TryGetValue(ClusterLabels.TimerSlack, out string? nanoseconds)
            && container.State.Pid > 0)
        {
            Set(container.State.Pid, nanoseconds, container.Name);
        }
    }

    private static void Set(long pid, string nanoseconds, string container)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        for (int look = 0; look < Looks; look++)
        {
            string[] found = [.. Threads(pid.ToString(CultureInfo.InvariantCulture)).Where(done.Add)];
            foreach (string thread in found)
            {
                Write(thread, nanoseconds, container);
            }

            if (found.Length == 0)
            {
                return;
            }
        }
    }

    private static void Write(string thread, string nanoseconds, string container)
    {
        try
        {
            File.WriteAllText($"/proc/{thread}/timerslack_ns", nanoseconds);
        }
        catch (Exception exception) when (HasEnded(exception))
        {
            // Between the look and the write, which programs do.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new EngineException(
                $"The timer slack of {container.TrimStart('/')} could not be set to {nanoseconds} ns: "
                + $"{exception.Message}. Leave timerSlack away for the kernel's own.",
                exception);
        }
    }

    private static IEnumerable<string> Threads(string pid)
    {
        foreach (string thread in ThreadsOf(pid))
        {
            yield return thread;
            foreach (string child in ChildrenOf(pid, thread).SelectMany(Threads))
            {
                yield return child;
            }
        }
    }

    private static string[] ThreadsOf(string pid)
    {
        try
        {
            return [.. Directory.EnumerateDirectories($"/proc/{pid}/task").Select(path => Path.GetFileName(path)!)];
        }
        catch (Exception exception) when (HasEnded(exception))
        {
            return [];
        }
    }

    private static string[] ChildrenOf(string pid, string thread)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/task/{thread}/children")
                .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }
        catch (Exception exception) when (HasEnded(exception))
        {
            return [];
        }
    }

    // ENOENT before it is opened, ESRCH afterwards.
    private static bool HasEnded(Exception exception) =>
        exception is DirectoryNotFoundException or FileNotFoundException
        || (exception is IOException && exception.HResult == NoSuchProcess);

    private const int NoSuchProcess = 3;
}
