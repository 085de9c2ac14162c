using System.Text.Json;

namespace ScaleSim.Core.Runs;

/// <summary>How the members of enumerations are written in files: camel case, as in JSON.</summary>
public static class EventNames
{
    /// <value>The event of a worker that answered its probe for the first time.</value>
    public const string WorkerReady = "workerReady";

    /// <value>The event of a worker that the master counted for the first time.</value>
    public const string WorkerRegistered = "workerRegistered";

    /// <value>The event of a check that has its verdict.</value>
    public const string Check = "check";

    /// <value>The subject of what happens to the run as a whole.</value>
    public const string Run = "run";

    /// <summary><c>SafeChecks</c> becomes <c>safeChecks</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
