namespace ScaleSim.Simulator.ClusterFiles.Model;

/// <summary>The master, outside the containers; one of the two ways, or the word <c>reference</c>.</summary>
[ShortForm(nameof(Word))]
internal sealed record MasterKeys : KeyTable
{
    [Key(
        "A program that is started on this host, after the network and before the workers.",
        Example = "{command: [./master, '--port=9421'], port: 9421}")]
    public ProcessKeys? Process { get; init; }

    [Key(
        "A master that runs already: HOST:PORT, reachable from here and from the workers.",
        Example = "master.example:9421")]
    public ExternalKeys? External { get; init; }

    /// <value>The built-in system's own.</value>
    public ReferenceWord? Word { get; init; }
}
