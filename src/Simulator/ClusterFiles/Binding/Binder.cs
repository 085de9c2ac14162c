using System.Collections;
using System.Reflection;
using ScaleSim.Core.Names;
using ScaleSim.Simulator.ClusterFiles.Model;
using ScaleSim.Simulator.ClusterFiles.Yaml;

namespace ScaleSim.Simulator.ClusterFiles.Binding;

/// <summary>
/// Puts a document's values into the types of <c>Model</c>. What can't be put is an error and leaves its property null.
/// </summary>
internal sealed class Binder(FileErrors errors)
{
    // Beyond this a word is no slip of any key, and its distance would cost memory.
    private const int SlipLengthMax = 40;

    private const string ExtensionPrefix = "x-";

    private readonly ScalarBinder _scalars = new(errors);

    public T? Bind<T>(YamlValue node, string name)
        where T : KeyTable => (T?)BindTable(typeof(T), node, name);

    private object? BindValue(Type type, KeyAttribute? key, YamlValue node, string name)
    {
        if (node is YamlBroken)
        {
            return null;
        }

        if (node is YamlScalar { IsNull: true })
        {
            errors.Add(
                node.Position,
                $"'{name}' has no value",
                "an empty one could mean several things",
                "Give it one, or take the key away; an empty text is written ''");
            return null;
        }

        if (KeyProperty.IsTable(type))
        {
            return BindTable(type, node, name);
        }

        if (KeyProperty.ItemOf(type) is { } item)
        {
            return BindList(item, node, name);
        }

        if (KeyProperty.ValueOf(type) is { } value)
        {
            return BindMap(value, key?.List ?? ListForm.None, node, name);
        }

        return type == typeof(Words) ? BindWords(node, name) : _scalars.Bind(type, key, node, name);
    }

    private KeyTable? BindTable(Type type, YamlValue node, string name)
    {
        var table = (KeyTable)Activator.CreateInstance(type)!;
        table.Node = node;
        if (node is YamlMap map)
        {
            BindKeys(table, map, name);
            return table;
        }

        if (node is YamlBroken)
        {
            return null;
        }

        if (KeyProperty.ShortFormOf(type) is { } property
            && node is YamlList == KeyProperty.ItemOf(property.PropertyType) is not null)
        {
            BoundsAttribute? bounds = property.GetCustomAttribute<BoundsAttribute>();
            KeyAttribute? key = property.GetCustomAttribute<KeyAttribute>()
                ?? (bounds is null ? null : new KeyAttribute("") { Min = bounds.Min, Max = bounds.Max });
            Set(table, property, BindValue(KeyProperty.TypeOf(property), key, node, name));
            return property.GetValue(table) is null ? null : table;
        }

        IReadOnlyList<KeyProperty> keys = KeyProperty.Of(type);
        errors.Add(
            node.Position,
            $"'{name}' is {node.Kind}",
            "it takes a mapping with keys of its own",
            $"Give it one, such as {keys[0].Name}: {keys[0].Key.Example}");
        return null;
    }

    private void BindKeys(KeyTable table, YamlMap map, string name)
    {
        IReadOnlyList<KeyProperty> keys = KeyProperty.Of(table.GetType());
        bool takesExtensions = table is ClusterKeys;
        foreach (YamlEntry entry in map.Entries)
        {
            KeyProperty? key = keys.FirstOrDefault(known => known.Name == entry.Name);
            if (key is not null)
            {
                Set(table, key.Property, BindValue(key.Type, key.Key, entry.Value, key.Name));
            }
            else if (!(takesExtensions && entry.Name.StartsWith(ExtensionPrefix, StringComparison.Ordinal)))
            {
                RefuseKey(entry, name, [.. keys.Select(known => known.Name)]);
            }
        }

        foreach (KeyProperty key in keys.Where(key => key.Key.IsRequired && !map.Has(key.Name)))
        {
            errors.Add(
                map.Position,
                $"'{name}' has no '{key.Name}'",
                "it can't do without",
                $"Add {key.Name}: {key.Key.Example}");
        }
    }

    private void RefuseKey(YamlEntry entry, string name, string[] known)
    {
        string shown = FileErrors.Shown(entry.Name);
        string? meant = ForeignKeys.Of(entry.Name) is { } foreign && known.Contains(foreign)
            ? foreign
            : entry.Name.Length <= SlipLengthMax ? NearestWord.Of(entry.Name, known) : null;
        errors.Add(
            entry.Key.Position,
            $"Key '{shown}' is unknown in '{name}'",
            $"the {known.Length} known here are {string.Join(", ", known)}",
            meant is null ? "Take it away" : $"Did you mean {meant}? Write that, or take it away");
    }

    private IList? BindList(Type item, YamlValue node, string name)
    {
        if (node is not YamlList list)
        {
            errors.Add(
                node.Position,
                $"'{name}' is {node.Kind}",
                "it takes a list",
                $"Write each item of '{name}' on a line of its own, behind '- '");
            return null;
        }

        var items = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
        foreach (YamlValue value in list.Items)
        {
            if (BindValue(item, null, value, name) is { } bound)
            {
                items.Add(bound);
            }
        }

        return items;
    }

    private IDictionary? BindMap(Type type, ListForm form, YamlValue node, string name)
    {
        var bound = (IDictionary)Activator.CreateInstance(
            typeof(OrderedDictionary<,>).MakeGenericType(typeof(string), type))!;
        switch (node)
        {
            case YamlMap map:
                foreach (YamlEntry entry in map.Entries)
                {
                    if (BindValue(type, null, entry.Value, FileErrors.Shown(entry.Name)) is { } value)
                    {
                        bound[entry.Name] = value;
                    }
                }

                return bound;
            case YamlList list when form != ListForm.None:
                foreach (YamlValue item in list.Items)
                {
                    AddItem(bound, form, item, name);
                }

                return bound;
            default:
                errors.Add(
                    node.Position,
                    $"'{name}' is {node.Kind}",
                    form == ListForm.Names ? "it takes a list of names or a mapping" : "it takes a mapping",
                    form == ListForm.Names
                        ? $"Write {name}: [rpc, web]"
                        : $"Write lines such as NAME: value below '{name}'");
                return null;
        }
    }

    /// <summary>An item of a list that stands for a mapping: <c>rpc</c>, <c>HOME=/tmp</c>.</summary>
    private void AddItem(IDictionary bound, ListForm form, YamlValue item, string name)
    {
        if (_scalars.Bind(typeof(string), null, item, name) is not string text)
        {
            return;
        }

        string[] parts = form == ListForm.Pairs ? text.Split('=', 2) : [text];
        if (form == ListForm.Pairs && parts.Length == 1)
        {
            errors.Add(
                item.Position,
                $"'{FileErrors.Shown(text)}' in '{name}' has no '='",
                "an item of the list is a name and a value",
                "Write NAME=value, or NAME=${NAME} for the caller's own");
        }
        else if (bound.Contains(parts[0]))
        {
            errors.Add(
                item.Position,
                $"'{FileErrors.Shown(parts[0])}' is given twice in '{name}'",
                "each needs a name of its own",
                "Keep one of them");
        }
        else
        {
            bound[parts[0]] = form == ListForm.Pairs ? parts[1] : new PortNumber(null);
        }
    }

    private Words? BindWords(YamlValue node, string name)
    {
        if (node is YamlList)
        {
            return BindList(typeof(string), node, name) is IReadOnlyList<string> items ? new Words(items) : null;
        }

        if (_scalars.Bind(typeof(string), null, node, name) is not string text)
        {
            return null;
        }

        if (WordSplitter.Split(text) is { } words)
        {
            return new Words(words);
        }

        errors.Add(
            node.Position,
            $"'{name}' is '{FileErrors.Shown(text)}'",
            "a quote in it is never closed",
            "Close it, or write the words as a list: [program, argument]");
        return null;
    }

    private static void Set(KeyTable table, PropertyInfo property, object? value)
    {
        if (value is not null)
        {
            property.SetValue(table, value);
        }
    }
}
