namespace ScaleSim.EndToEnd.Engines;

/// <summary>
/// As <see cref="OwnEngineFactAttribute"/>, where containers can share a shim: on the newer Engine alone.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NewerEngineFactAttribute : FactAttribute
{
    private const string Old =
        "A shim per node takes API 1.43; this runs with the newer Engine (scripts/engine.sh 28).";

    public NewerEngineFactAttribute() => Skip = OwnEngineFactAttribute.WhyNot ?? (OwnEngine.IsNewer ? null : Old);
}
