using System.Security.Cryptography;
using System.Text;

namespace ScaleSim.Core.Specs;

/// <summary>
/// Tells whether two runs were of the same spec: SHA-256 over its canonical JSON (environments sorted, secrets hidden),
/// without the cluster's name and the seed, which name one life and not what was asked for.
/// </summary>
public static class SpecHash
{
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string Of(ClusterSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        string json = SpecJson.Write(spec with { Name = "", Seed = 0 });
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
    }
}
