namespace ScaleSim.Docker.Api.Models;

/// <summary>The Engine's names of restart policies.</summary>
internal static class RestartPolicyKind
{
    public const string No = "no";
    public const string OnFailure = "on-failure";
    public const string Always = "always";
    public const string UnlessStopped = "unless-stopped";
}
