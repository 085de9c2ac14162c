using System.Diagnostics;
using System.Text.Json.Nodes;

namespace ScaleSim.EndToEnd;

/// <summary>The <c>docker</c> command: the witness that is not the code under test.</summary>
internal static class DockerCli
{
    private static readonly AsyncLocal<string?> Chosen = new();

    /// <value>
    /// The Engine that this test and what it calls from now on talk to; null for the environment's.
    /// </value>
    public static string? Host
    {
        get => Chosen.Value;
        set => Chosen.Value = value;
    }

    /// <summary>Runs <c>docker</c> with these arguments and returns the lines that it printed.</summary>
    public static async Task<IReadOnlyList<string>> LinesAsync(params string[] arguments)
    {
        CommandResult result = await TryRunAsync(arguments);
        result.AssertExitCode(0);
        return result.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>What <c>docker inspect</c> prints of these objects.</summary>
    public static async Task<IReadOnlyList<JsonObject>> InspectAsync(IReadOnlyList<string> ids)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        CommandResult result = await TryRunAsync(["inspect", .. ids]);
        result.AssertExitCode(0);
        return [.. JsonNode.Parse(result.Stdout)!.AsArray().Select(node => node!.AsObject())];
    }

    /// <summary>Removes what is listed until nothing is, a few times at most: others may be removing it too.</summary>
    public static async Task RemoveAllAsync(Func<Task<IReadOnlyList<string>>> list, params string[] remove)
    {
        for (int round = 0; round < 3 && await list() is { Count: > 0 } ids; round++)
        {
            await TryRunAsync([.. remove, .. ids]);
        }
    }

    public static async Task<CommandResult> TryRunAsync(params string[] arguments)
    {
        await using RunningCommand docker = Start(arguments);
        return await docker.WaitAsync();
    }

    /// <summary>Starts <c>docker</c> and goes on, for what does not end by itself.</summary>
    public static RunningCommand Start(params string[] arguments)
    {
        string[] host = Host is { } chosen ? ["--host", chosen] : [];
        return RunningCommand.Start(new ProcessStartInfo("docker", [.. host, .. arguments]));
    }
}
