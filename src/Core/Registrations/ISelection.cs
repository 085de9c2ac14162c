namespace ScaleSim.Core.Registrations;

/// <summary>Takes out of an answer what names workers, or what counts them.</summary>
internal interface ISelection
{
    /// <summary>A text for each worker, in the answer's order.</summary>
    /// <exception cref="SelectionException">The answer is not what the spec says.</exception>
    IReadOnlyList<string> Values(string answer);

    /// <summary>The number of workers.</summary>
    /// <exception cref="SelectionException">The answer is not what the spec says.</exception>
    double Count(string answer);
}
