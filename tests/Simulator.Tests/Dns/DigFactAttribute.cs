namespace ScaleSim.Simulator.Tests.Dns;

/// <summary>
/// A fact that dig is the witness of. scripts/test.sh installs it; elsewhere the fact is skipped without it, with the
/// reason, and where CI is set it fails.
/// </summary>
internal sealed class DigFactAttribute : FactAttribute
{
    public DigFactAttribute()
    {
        bool isThere = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Any(folder => File.Exists(Path.Combine(folder, "dig")));
        if (!isThere && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")))
        {
            Skip = "dig is missing: apt-get install bind9-dnsutils, or let scripts/test.sh do it.";
        }
    }
}
