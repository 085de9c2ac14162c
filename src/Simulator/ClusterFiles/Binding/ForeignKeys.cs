namespace ScaleSim.Simulator.ClusterFiles.Binding;

/// <summary>Words that other tools use for the same thing, which no edit distance would find.</summary>
internal static class ForeignKeys
{
    private static readonly Dictionary<string, string> Meant = new(StringComparer.OrdinalIgnoreCase)
    {
        ["services"] = "groups",
        ["replicas"] = "count",
        ["scale"] = "count",
        ["instances"] = "count",
        ["size"] = "count",
        ["env"] = "environment",
        ["entrypoint"] = "command",
        ["args"] = "command",
        ["cmd"] = "command",
        ["working_dir"] = "workingDirectory",
        ["workdir"] = "workingDirectory",
        ["volumes"] = "mounts",
        ["volumeMounts"] = "mounts",
        ["binds"] = "mounts",
        ["tmpfs"] = "ramdisks",
        ["ramdisk"] = "ramdisks",
        ["configs"] = "files",
        ["cap_add"] = "capabilities",
        ["mem_limit"] = "memory",
        ["mem"] = "memory",
        ["cpu"] = "cpus",
        ["pids_limit"] = "pids",
        ["read_only"] = "readOnlyRoot",
        ["readOnlyRootFilesystem"] = "readOnlyRoot",
        ["shm_size"] = "shmSize",
        ["logging"] = "logs",
        ["healthcheck"] = "ready",
        ["readinessProbe"] = "ready",
        ["stop_grace_period"] = "stopTimeout",
        ["terminationGracePeriodSeconds"] = "stopTimeout",
        ["restartPolicy"] = "restart",
        ["pull_policy"] = "pull",
        ["imagePullPolicy"] = "pull",
        ["workersPerNode"] = "perNode",
        ["containerPort"] = "ports",
        ["httpGet"] = "http",
        ["tcpSocket"] = "tcp",
        ["build"] = "fromHost",
    };

    /// <summary>The key of ours that a word of another tool means; null for none.</summary>
    public static string? Of(string word) => Meant.GetValueOrDefault(word);
}
