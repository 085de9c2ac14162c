using System.Text.Json.Serialization;
using ScaleSim.Core.Runs;
using ScaleSim.Core.Specs;
using ScaleSim.Simulator.HostNames;

namespace ScaleSim.Simulator.Keeper;

/// <summary>One line from a command to the keeper.</summary>
internal sealed record KeeperRequest(KeeperVerb Verb)
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromMinutes(10);

    /// <value>Ends the master, however long its spec gives it.</value>
    public static KeeperRequest StopMaster { get; } = new(KeeperVerb.StopMaster) { Patience = StopPatience };

    /// <value>Ends the watch on the cluster, and what it restores: a removal comes.</value>
    public static KeeperRequest EndWatch { get; } = new(KeeperVerb.EndWatch);

    /// <value>Ends the keeper and, before, its master.</value>
    public static KeeperRequest Quit { get; } = new(KeeperVerb.Quit) { Patience = StopPatience };

    /// <summary>The cluster depends on this process from now on.</summary>
    public static KeeperRequest Hold() => Hold(SecretText.None);

    /// <summary>The same of a cluster that is going to be.</summary>
    /// <param name="secrets">What is hidden in all that the keeper remembers of programs' words.</param>
    public static KeeperRequest Hold(SecretText secrets) => new(KeeperVerb.Hold)
    {
        Holder = Environment.ProcessId,
        Secrets = secrets.Values,
    };

    /// <value>With Hold: the process that asks.</value>
    public int Holder { get; init; }

    /// <value>With Hold: values that the keeper has in its memory alone; null where the command names none.</value>
    public IReadOnlyList<string>? Secrets { get; init; }

    /// <value>With Release: when the cluster's time to live ends; null for none.</value>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <value>With StartMaster.</value>
    public MasterProcessSpec? Master { get; init; }

    /// <value>With RestartMaster: end it by SIGKILL, as a crash would.</value>
    public bool Kill { get; init; }

    /// <value>With UseNames.</value>
    public NameTable? Names { get; init; }

    /// <value>With UseNames: the hosts file, an absolute path; null for none.</value>
    public string? HostsFile { get; init; }

    /// <value>With ExpectDeaths.</value>
    public DeathRequest? Deaths { get; init; }

    /// <value>With ListExpected: how many of them the asker knows of.</value>
    public int KnownExpected { get; init; }

    /// <value>With WatchMaster: the restarts that the asker knows of.</value>
    public int KnownRestarts { get; init; }

    /// <value>How much longer than usual the answer may take; null where it may take for ever.</value>
    [JsonIgnore]
    public TimeSpan? Patience { get; init; } = TimeSpan.Zero;
}
