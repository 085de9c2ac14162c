namespace ScaleSim.Simulator.Tests.HostNames;

/// <summary>A test that mounts files or gives them away, which needs root on Linux.</summary>
internal sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            Skip = "Mounting a file and giving it to another user need root on Linux.";
        }
    }
}
