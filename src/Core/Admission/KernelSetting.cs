using System.Text.Json.Serialization;

namespace ScaleSim.Core.Admission;

/// <summary>A setting of the kernel that bounds how many workers fit.</summary>
/// <param name="Key">For example <c>kernel.pid_max</c>.</param>
/// <param name="Wanted">Never less than <paramref name="Now"/>.</param>
public sealed record KernelSetting(string Key, long Now, long Wanted)
{
    /// <value>Whether it has to be raised.</value>
    [JsonIgnore]
    public bool IsLow => Wanted > Now;
}
