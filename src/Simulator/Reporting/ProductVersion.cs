using System.Reflection;

namespace ScaleSim.Simulator.Reporting;

/// <summary>The version of this build, as reports and labels show it.</summary>
internal static class ProductVersion
{
    // The SDK appends the commit: 0.1.0+4f0c...
    private static readonly string Informational = typeof(ProductVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";

    public static string Version => Informational.Split('+')[0];

    /// <value>The commit that it was built from; empty outside a checkout.</value>
    public static string Commit => Informational.Split('+') is [_, { } commit] ? commit : "";
}
