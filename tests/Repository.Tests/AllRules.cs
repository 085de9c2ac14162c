namespace ScaleSim.Repository.Tests;

/// <summary>Every rule there is, by its name.</summary>
internal static class AllRules
{
    public static IReadOnlyDictionary<string, IRule> ByName { get; } = typeof(AllRules).Assembly.GetTypes()
        .Where(type => type.IsClass && typeof(IRule).IsAssignableFrom(type))
        .ToDictionary(type => type.Name, type => (IRule)Activator.CreateInstance(type)!);
}
