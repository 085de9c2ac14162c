using ScaleSim.Core.Specs.Workers;

namespace ScaleSim.Simulator.ClusterFiles.Model;

/// <summary>A master that is started on this host.</summary>
internal sealed record ProcessKeys : KeyTable
{
    [Key(
        "The program and its arguments, with placeholders; a relative program is found beside the "
            + "cluster file, a bare name in the PATH.",
        Example = "[./master, --listen, '{network.gateway}:9421']",
        IsRequired = true)]
    public Words? Command { get; init; }

    [Key(
        "The port that workers reach it at.",
        Example = "9421",
        IsRequired = true,
        Min = 1,
        Max = 65535)]
    public int? Port { get; init; }

    [Key(
        "Environment variables, like those of workers.",
        Example = "{DATA: ./data}",
        List = ListForm.Pairs)]
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    [Key(
        "The user of this machine that it runs as; another one than yours needs root.",
        Example = "nobody")]
    public string? User { get; init; }

    [Key(
        "Where it runs, with placeholders, relative to the cluster file. Default: the cluster's own "
            + "folder, which goes with the cluster.",
        Example = "./master")]
    public string? WorkingDirectory { get; init; }

    [Key(
        "When it serves. Default: when its port accepts connections.",
        Example = "{http: {path: /health}}")]
    public ReadyKeys? Ready { get; init; }

    [Key(
        "The signal that asks it to end.",
        Default = "SIGTERM",
        Example = "SIGINT")]
    public string? StopSignal { get; init; }

    [Key(
        "Time from that signal to SIGKILL.",
        Default = "5s",
        Example = "30s")]
    public TimeSpan? StopTimeout { get; init; }

    [Key(
        "A file that all of its output is appended to, relative to the cluster file; the cluster's own log keeps "
            + "the last MiB. Made for its owner alone (mode 0600) where the spec has secrets; one that is there keeps "
            + "its mode.",
        Example = "./master.log")]
    public string? LogFile { get; init; }

    [Key(
        "Whether it is started again when it ends with an error: no, on-failure or on-failure:N.",
        Default = "no",
        Example = "on-failure:2")]
    public RestartSpec? Restart { get; init; }

    [Key(
        "Its page of metrics in the Prometheus text format, sampled into master.csv: the path.",
        Example = "/metrics")]
    public MetricsKeys? Metrics { get; init; }
}
