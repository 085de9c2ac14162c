namespace ScaleSim.WorkerImage;

/// <summary>The answer to arguments that mean nothing.</summary>
internal static class Usage
{
    private const string Text = """
        usage: scalesim-worker worker                            store and serve blocks; told by SCALESIM_* variables
               scalesim-worker pause                             sleep until SIGTERM or SIGINT
               scalesim-worker pause resolve NAME...             print NAME ADDRESS for each name
               scalesim-worker pause connect HOST:PORT...        try to connect to each port
        """;

    /// <summary>Writes what was wrong and what is right; returns the exit code for it.</summary>
    public static int Show(string[] args, TextWriter error)
    {
        var given = args.Length == 0 ? "No verb was given." : $"Nothing is called '{string.Join(' ', args)}' here.";
        error.WriteLine($"{given} The program needs one of the verbs below. Start it with one of them.");
        error.WriteLine(Text);
        return ExitCodes.Usage;
    }
}
