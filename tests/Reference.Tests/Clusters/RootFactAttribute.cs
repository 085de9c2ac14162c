namespace ScaleSim.Reference.Tests.Clusters;

/// <summary>A test that mounts a tmpfs, which needs root on Linux.</summary>
internal sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess || !TmpfsMount.IsPossible)
        {
            Skip = "Mounting a tmpfs needs root on Linux, and a sandbox that allows it.";
        }
    }
}
