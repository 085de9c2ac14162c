using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Specs;

/// <summary>What is wrong with a spec on any machine, before an engine is asked for anything.</summary>
public static class SpecErrors
{
    /// <summary>Every error at once, each with its place in the spec where it has one.</summary>
    public static IReadOnlyList<PlanError> Of(ClusterSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        PlanErrors errors = new();
        SpecValidator.Validate(spec, errors);
        return errors.All;
    }
}
