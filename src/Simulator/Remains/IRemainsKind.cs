namespace ScaleSim.Simulator.Remains;

/// <summary>One kind of thing by which a cluster could still be seen after its removal.</summary>
internal interface IRemainsKind
{
    /// <value>In the plural, such as <c>containers</c>.</value>
    string Name { get; }

    /// <summary>Looks once. What bears none of the marks is somebody else's and not found.</summary>
    Task<KindLook> LookAsync(ClusterMarks marks, CancellationToken cancellationToken);
}
