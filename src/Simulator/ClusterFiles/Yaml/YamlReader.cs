using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ScaleSim.Simulator.ClusterFiles.Yaml;

/// <summary>
/// Reads one YAML document into values with places. It takes what cluster files need, and puts a bound on all of it:
/// anchors, aliases and merge keys (<c>&lt;&lt;: *base</c>), but no tags, no second document, no deep nesting and no
/// bomb of aliases.
/// </summary>
internal sealed class YamlReader
{
    /// <value>Lists and mappings inside one another.</value>
    public const int DepthMax = 50;

    /// <value>Values of a document, with each alias counted as what it stands for.</value>
    public const int ValuesMax = 200_000;

    private const string MergeKey = "<<";

    private readonly Parser _parser;
    private readonly FileErrors _errors;
    private readonly Dictionary<string, YamlValue> _anchors = new(StringComparer.Ordinal);
    private long _values;

    private YamlReader(string text, FileErrors errors)
    {
        _parser = new Parser(new StringReader(text));
        _errors = errors;
    }

    /// <summary>The document; null where there is none or the text is no YAML, which <c>errors</c> tell.</summary>
    public static YamlValue? Read(string text, FileErrors errors)
    {
        var reader = new YamlReader(text, errors);
        try
        {
            return reader.ReadDocument();
        }
        catch (YamlBoundException bound)
        {
            errors.Add(bound.Position, bound.What, bound.Why, bound.Next);
        }
        catch (YamlException failure)
        {
            YamlSyntax.Explain(text, failure, errors);
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException or FormatException
            or OverflowException or IndexOutOfRangeException or NullReferenceException)
        {
            // The parser's own slips on texts that are no YAML, such as "\uD800" in double quotes.
            errors.Add(
                At(reader._parser.Current?.End ?? Mark.Empty),
                "What follows here can't be read",
                "it is not YAML",
                "Look for a wrong escape or bracket after this place");
        }

        return null;
    }

    private static FilePosition At(Mark mark) => new((int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));

    private YamlValue? ReadDocument()
    {
        Next();
        if (Next() is not DocumentStart)
        {
            return null;
        }

        YamlValue root = ReadValue(Next(), 0);
        Next();
        if (Next() is DocumentStart second)
        {
            _errors.Add(
                At(second.Start),
                "A second document begins with '---'",
                "a cluster file is 1 document",
                "Put the second cluster into a file of its own");
        }

        return root;
    }

    private ParsingEvent Next()
    {
        if (!_parser.MoveNext() || _parser.Current is not { } current)
        {
            throw new YamlBoundException(
                FilePosition.Start, "The file ends early", "its YAML is not complete", "Complete it");
        }

        return current;
    }

    private YamlValue ReadValue(ParsingEvent start, int depth)
    {
        FilePosition position = At(start.Start);
        Count(1, position);
        if (depth > DepthMax)
        {
            throw new YamlBoundException(
                position,
                FormattableString.Invariant($"Lists and mappings are nested {depth} deep"),
                FormattableString.Invariant($"{DepthMax} are the most, and no key needs as many as 10"),
                "Take the nesting away");
        }

        YamlValue value = start switch
        {
            AnchorAlias alias => ReadAlias(alias, position),
            Scalar scalar => new YamlScalar(position, scalar.Value, scalar.Style == ScalarStyle.Plain),
            SequenceStart => ReadList(position, depth),
            MappingStart => ReadMap(position, depth),
            _ => throw new YamlBoundException(
                position, "A value is missing", "the YAML is not complete", "Complete it"),
        };
        if (start is NodeEvent node)
        {
            value = RefuseTag(node, value);
            if (!node.Anchor.IsEmpty && start is not AnchorAlias)
            {
                _anchors[node.Anchor.Value] = value;
            }
        }

        return value;
    }

    private YamlValue RefuseTag(NodeEvent node, YamlValue value)
    {
        if (node.Tag.IsEmpty)
        {
            return value;
        }

        _errors.Add(
            value.Position,
            $"A value has the tag '{FileErrors.Shown(node.Tag.IsNonSpecific ? "!" : node.Tag.Value)}'",
            "a cluster file has no tags: each key says what its value is",
            "Take the tag away; for a text, put quotes around it");
        return new YamlBroken(value.Position);
    }

    private YamlValue ReadAlias(AnchorAlias alias, FilePosition position)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out YamlValue? value))
        {
            _errors.Add(
                position,
                $"Alias '*{FileErrors.Shown(alias.Value.Value)}' stands for nothing",
                "no anchor of that name ends before it",
                $"Write '&{FileErrors.Shown(alias.Value.Value)}' in front of the value that it should stand for, "
                    + "or quote a text that begins with '*'");
            return new YamlBroken(position);
        }

        Count(value.Size, position);
        return value;
    }

    /// <summary>Adds up what there is to walk through: ten aliases of ten aliases of ten are a thousand.</summary>
    private void Count(int values, FilePosition position)
    {
        _values += values;
        if (_values > ValuesMax)
        {
            throw new YamlBoundException(
                position,
                FormattableString.Invariant($"The file has {_values} values, with aliases as what they stand for"),
                FormattableString.Invariant($"{ValuesMax} are the most"),
                "Use fewer aliases");
        }
    }

    private YamlList ReadList(FilePosition position, int depth)
    {
        List<YamlValue> items = [];
        for (ParsingEvent next = Next(); next is not SequenceEnd; next = Next())
        {
            items.Add(ReadValue(next, depth + 1));
        }

        return new YamlList(position, items);
    }

    private YamlMap ReadMap(FilePosition position, int depth)
    {
        List<YamlEntry> entries = [];
        Dictionary<string, YamlScalar> keys = new(StringComparer.Ordinal);
        List<YamlValue> merged = [];
        for (ParsingEvent next = Next(); next is not MappingEnd; next = Next())
        {
            YamlValue key = ReadValue(next, depth + 1);
            YamlValue value = ReadValue(Next(), depth + 1);
            if (key is not YamlScalar name)
            {
                RefuseKey(key);
            }
            else if (name is { Text: MergeKey, IsPlain: true })
            {
                merged.Add(value);
            }
            else if (keys.TryAdd(name.Text, name))
            {
                entries.Add(new YamlEntry(name, value));
            }
            else
            {
                RefuseDuplicate(name, keys[name.Text]);
            }
        }

        foreach (YamlEntry entry in merged.SelectMany(Merged).Where(entry => keys.TryAdd(entry.Name, entry.Key)))
        {
            entries.Add(entry);
        }

        return new YamlMap(position, entries);
    }

    private void RefuseKey(YamlValue key)
    {
        if (key is not YamlBroken)
        {
            _errors.Add(
                key.Position,
                $"A key is {key.Kind}",
                "keys are words",
                "Write a word before the ':', or quote a text with braces or brackets");
        }
    }

    private void RefuseDuplicate(YamlScalar second, YamlScalar first) => _errors.Add(
        second.Position,
        $"Key '{FileErrors.Shown(second.Text)}' is given twice",
        FormattableString.Invariant($"it stands at line {first.Position.Line} already"),
        "Keep one of them");

    /// <summary>What a merge key brings in: a mapping's keys, or those of several, the first of them first.</summary>
    private IEnumerable<YamlEntry> Merged(YamlValue value)
    {
        switch (value)
        {
            case YamlMap map:
                return map.Entries;
            case YamlList list when list.Items.All(item => item is YamlMap):
                return list.Items.Cast<YamlMap>().SelectMany(map => map.Entries);
            case YamlBroken:
                return [];
            default:
                _errors.Add(
                    value.Position,
                    $"Merge key '<<' is {value.Kind}",
                    "it takes a mapping's keys over",
                    "Give it an alias of a mapping, such as <<: *base");
                return [];
        }
    }
}
