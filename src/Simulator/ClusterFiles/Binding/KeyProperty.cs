using System.Reflection;
using System.Text.Json;
using ScaleSim.Simulator.ClusterFiles.Model;

namespace ScaleSim.Simulator.ClusterFiles.Binding;

/// <summary>A key of a mapping, as its property describes it.</summary>
/// <param name="Name">As it stands in a file.</param>
/// <param name="Key">What it means.</param>
/// <param name="Type">The type of its value, without null.</param>
internal sealed record KeyProperty(string Name, KeyAttribute Key, Type Type, PropertyInfo Property)
{
    /// <summary>The keys of a mapping, in the order of their declaration.</summary>
    public static IReadOnlyList<KeyProperty> Of(Type table) =>
    [
        .. table.GetProperties()
            .Select(property => (Property: property, Key: property.GetCustomAttribute<KeyAttribute>()))
            .Where(pair => pair.Key is not null)
            .OrderBy(pair => pair.Property.MetadataToken)
            .Select(pair => new KeyProperty(
                NameOf(pair.Property), pair.Key!, TypeOf(pair.Property), pair.Property)),
    ];

    /// <summary>The property that a value takes which is no mapping; null where there is no short form.</summary>
    public static PropertyInfo? ShortFormOf(Type table) =>
        table.GetCustomAttribute<ShortFormAttribute>() is { } form ? table.GetProperty(form.Property) : null;

    public static Type TypeOf(PropertyInfo property) =>
        Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;

    public static bool IsTable(Type type) => type.IsSubclassOf(typeof(KeyTable));

    /// <summary>The type of the items, where a type is a list.</summary>
    public static Type? ItemOf(Type type) => ArgumentOf(type, typeof(IReadOnlyList<>), 0);

    /// <summary>The type of the values, where a type is a mapping of names.</summary>
    public static Type? ValueOf(Type type) => ArgumentOf(type, typeof(IReadOnlyDictionary<,>), 1);

    private static string NameOf(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    private static Type? ArgumentOf(Type type, Type generic, int index) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == generic ? type.GetGenericArguments()[index] : null;
}
