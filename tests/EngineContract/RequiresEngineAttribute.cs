namespace ScaleSim.EngineContract;

/// <summary>
/// On a class that derives from <see cref="EngineContractTests"/>: says whether its engine is there. A derived
/// attribute looks for it once.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public abstract class RequiresEngineAttribute : Attribute
{
    /// <value>Why the class's cases are skipped; null to run them.</value>
    public abstract string? SkipReason { get; }
}
