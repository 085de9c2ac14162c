using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Containers;

/// <summary>What all of ScaleSim's containers have in common (DESIGN.md section 6).</summary>
internal static class ContainerDefaults
{
    /// <value>
    /// The annotation by which containerd's runc shim groups containers into one process (containerd#3004).
    /// </value>
    public const string ShimGroupAnnotation = "io.containerd.runc.v2.group";

    private const int OpenFilesMax = 4096;

    private static readonly Dictionary<string, string> LogOptions = new()
    {
        ["max-size"] = "1m",
        ["max-file"] = "2",
        ["mode"] = "non-blocking",
    };

    public static HealthConfig NoHealthCheck { get; } = new() { Test = ["NONE"] };

    /// <summary>No capability, no escalation, bounded logs, and open files said outright.</summary>
    public static HostConfig HostConfig { get; } = new()
    {
        CapDrop = ["ALL"],
        SecurityOpt = ["no-new-privileges"],
        LogConfig = new LogConfig { Type = "local", Config = LogOptions },
        // Engine 29's packages lower the default to 1024 (moby#51485), so that the default is no promise.
        Ulimits = [new Ulimit { Name = "nofile", Soft = OpenFilesMax, Hard = OpenFilesMax }],
        RestartPolicy = new RestartPolicy { Name = RestartPolicyKind.No },
    };

    /// <summary>The annotation that puts a node's containers under one shim, or null where each has its own.</summary>
    public static Dictionary<string, string>? ShimGroup(ClusterPlan plan, NodePlan node) =>
        plan.Spec.Shim == ShimSharing.Node
            ? new Dictionary<string, string> { [ShimGroupAnnotation] = $"{node.ContainerName}-{plan.Run.Id}" }
            : null;
}
