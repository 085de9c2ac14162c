using System.Diagnostics;

namespace ScaleSim.EndToEnd.Names;

/// <summary>The <c>dig</c> command of BIND: a witness that is not the code under test.</summary>
internal static class Dig
{
    /// <summary>The short form of the answers to one question, one a line.</summary>
    /// <param name="endpoint">HOST:PORT of the server.</param>
    /// <param name="question">Name and type, or <c>-x ADDRESS</c>.</param>
    public static async Task<string> AskAsync(string endpoint, params string[] question)
    {
        string[] server = endpoint.Split(':');
        await using RunningCommand dig = RunningCommand.Start(
            new ProcessStartInfo("dig", [$"@{server[0]}", "-p", server[1], "+short", "+tries=3", .. question]));
        CommandResult result = await dig.WaitAsync();
        result.AssertExitCode(0);
        return result.Stdout.Trim();
    }
}
