using System.Globalization;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Workers;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Containers;

/// <summary>What all of ScaleSim's containers have in common.</summary>
internal static class ContainerDefaults
{
    /// <value>
    /// The annotation by which containerd's runc shim groups containers into one process (containerd#3004).
    /// </value>
    public const string ShimGroupAnnotation = "io.containerd.runc.v2.group";

    private const int OpenFilesMax = 4096;
    private const string OpenFiles = "nofile";

    public static HealthConfig NoHealthCheck { get; } = new() { Test = ["NONE"] };

    /// <summary>No capability, no escalation, bounded logs, and open files said outright.</summary>
    public static HostConfig HostConfig { get; } = new()
    {
        CapDrop = ["ALL"],
        SecurityOpt = ["no-new-privileges"],
        LogConfig = Logs(new LogSpec()),
        Ulimits = Ulimits(new Dictionary<string, UlimitSpec>()),
        RestartPolicy = new RestartPolicy { Name = RestartPolicyKind.No },
    };

    /// <summary>Bounded, and never in the way of the program: what the driver can't take is dropped.</summary>
    public static LogConfig Logs(LogSpec logs)
    {
        var options = new Dictionary<string, string>
        {
            ["max-size"] = logs.MaxSizeBytes.ToString(CultureInfo.InvariantCulture),
            ["max-file"] = logs.MaxFiles.ToString(CultureInfo.InvariantCulture),
            ["mode"] = "non-blocking",
        };
        if (logs.MaxFiles == 1)
        {
            // A file is compressed when the next is begun; with one file there is none.
            options["compress"] = "false";
        }

        return new LogConfig { Type = "local", Config = options };
    }

    /// <summary>
    /// The spec's, and open files always: Engine 29's packages lower the default to 1024 (moby#51485), so that the
    /// default is no promise.
    /// </summary>
    public static IReadOnlyList<Ulimit> Ulimits(IReadOnlyDictionary<string, UlimitSpec> limits)
    {
        IEnumerable<Ulimit> asked = limits.Select(
            limit => new Ulimit { Name = limit.Key, Soft = limit.Value.Soft, Hard = limit.Value.Hard });
        return limits.ContainsKey(OpenFiles)
            ? [.. asked]
            : [.. asked, new Ulimit { Name = OpenFiles, Soft = OpenFilesMax, Hard = OpenFilesMax }];
    }

    /// <summary>The annotation that puts a node's containers under one shim, or null where each has its own.</summary>
    public static Dictionary<string, string>? ShimGroup(ClusterPlan plan, NodePlan node) =>
        plan.Spec.Shim == ShimSharing.Node
            ? new Dictionary<string, string> { [ShimGroupAnnotation] = $"{node.ContainerName}-{plan.Run.Id}" }
            : null;
}
