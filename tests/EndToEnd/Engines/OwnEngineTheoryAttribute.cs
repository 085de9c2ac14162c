namespace ScaleSim.EndToEnd.Engines;

/// <summary>As <see cref="OwnEngineFactAttribute"/>, with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OwnEngineTheoryAttribute : TheoryAttribute
{
    public OwnEngineTheoryAttribute() => Skip = OwnEngineFactAttribute.WhyNot;
}
