using ScaleSim.Core.Engines;

namespace ScaleSim.Core.Checks;

/// <summary>The answer of a check that needs a network to an engine that has none.</summary>
public static class NetworkRequirement
{
    /// <returns>Null where the engine's workers have a network, else why the check does not apply.</returns>
    public static async Task<CheckOutcome?> MissingAsync(CheckContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Engine.Capabilities.Network)
        {
            return null;
        }

        EngineFacts facts = await context.Engine.ReadFactsAsync(cancellationToken).ConfigureAwait(false);
        return CheckOutcome.NotApplicable($"engine {facts.Kind}");
    }
}
