namespace ScaleSim.Simulator.Tests.Dns;

/// <summary>A test that gives the C library's resolver a server of its own: a mount namespace and port 53.</summary>
internal sealed class ResolverFactAttribute : FactAttribute
{
    public ResolverFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            Skip = "The C library asks port 53 of the servers in /etc/resolv.conf: root on Linux can give it another.";
        }
    }
}
