using System.Reflection;
using Xunit.Abstractions;

namespace ScaleSim.Tests;

/// <summary>Classes with <see cref="LongAttribute"/> begin first, the others after them.</summary>
internal sealed class LongestFirst : ITestCollectionOrderer
{
    // What xunit calls the collection of a class.
    private const string Prefix = "Test collection for ";

    private static readonly HashSet<string> Long =
    [
        .. typeof(LongestFirst).Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<LongAttribute>() is not null)
            .Select(type => $"{Prefix}{type.FullName}"),
    ];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections
            .OrderBy(collection => Long.Contains(collection.DisplayName) ? 0 : 1)
            .ThenBy(collection => collection.DisplayName, StringComparer.Ordinal);
}
