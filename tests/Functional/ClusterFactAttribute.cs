namespace ScaleSim.Functional;

/// <summary>
/// A test that needs a live cluster: it is skipped, with the command that would give it one, where there is none.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ClusterFactAttribute : FactAttribute
{
    public ClusterFactAttribute()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(LiveCluster.InventoryVariable)))
        {
            Skip = $"{LiveCluster.InventoryVariable} is not set, so there is no cluster to test. "
                + "Run: scalesim run --workers 100 -- dotnet test tests/Functional";
        }
    }
}
