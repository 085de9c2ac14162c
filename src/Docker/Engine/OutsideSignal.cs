using System.ComponentModel;
using System.Globalization;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Engine;

/// <summary>
/// Ends a container's program as a crash would: by SIGKILL from this machine and not through the Engine, which would
/// take it for a wish and suspend the restart policy. From inside it can't be done: the kernel shields a namespace's
/// first process from its own kind (pid_namespaces(7)).
/// </summary>
internal static class OutsideSignal
{
    /// <param name="container">As just inspected; one that does not run is left alone.</param>
    /// <exception cref="EngineException">This machine or user can't.</exception>
    public static void Send(ContainerInspectResponse container, bool isLocal)
    {
        if (!container.State.Running || container.State.Pid <= 0)
        {
            return;
        }

        string pid = container.State.Pid.ToString(CultureInfo.InvariantCulture);
        if (!isLocal || !IsOf(pid, container.ID))
        {
            throw new EngineException(
                $"The program of {container.Name.TrimStart('/')} is no process of this machine, so that it can't be "
                + "ended from outside. Run the command on the Engine's own machine, or use 'kill' without --crash.");
        }

        if (ProcessSignal.Send(container.State.Pid, ProcessSignal.Kill)
            is var error and not 0 and not ProcessSignal.NoSuchProcess)
        {
            throw new EngineException(
                $"The program of {container.Name.TrimStart('/')} (process {pid}) can't be ended from outside: "
                + $"{new Win32Exception(error).Message}. It takes root, or the program's own user; or use 'kill' "
                + "without --crash.");
        }
    }

    /// <summary>
    /// Whether the process is the container's, and no later one with its number, or one of another pid namespace. A
    /// line of /proc/PID/cgroup reads <c>4:memory:/docker/9b2c...</c> or <c>0::/system.slice/docker-9b2c....scope</c>.
    /// </summary>
    private static bool IsOf(string pid, string container)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cgroup").Contains(container, StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
