using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Registrations;

/// <summary>The values at a JSON path, for example <c>$.workers[?(@.state == 'live')].name</c>.</summary>
/// <param name="secrets">Hidden in what is shown of an answer.</param>
internal sealed partial class JsonSelection(string path, SecretText secrets) : ISelection
{
    // Until when a filter of the path may take; its regular expressions can backtrack.
    private static readonly JsonSelectSettings Settings = new() { RegexMatchTimeout = TimeSpan.FromSeconds(1) };

    // Only a last step that takes all of something takes what it does not name. Names with escapes are not looked for.
    private readonly bool _namesAll = LastProperty().IsMatch(path) && !path.Contains('\\', StringComparison.Ordinal)
        && !WildFilter().IsMatch(path);

    public IReadOnlyList<string> Values(string answer)
    {
        JToken root = Parse(answer);
        List<JToken> found = Select(root, path);
        ExplainMissing(root, found);
        return [.. found.Select(TextOf)];
    }

    /// <summary>The one number or list at the path, else the number of values at it.</summary>
    public double Count(string answer)
    {
        JToken root = Parse(answer);
        List<JToken> found = Select(root, path);
        if (found is [JArray list])
        {
            return list.Count;
        }

        if (found is [JValue { Value: not null } value] && Selections.TryNumber(TextOf(value), out double number))
        {
            return number;
        }

        ExplainMissing(root, found);
        return found.Count;
    }

    /// <summary>Numbers and dates stay as they are written: a worker may be called by one.</summary>
    private JToken Parse(string answer)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(answer))
            {
                DateParseHandling = DateParseHandling.None,
                FloatParseHandling = FloatParseHandling.Decimal,
            };
            return JsonTree.Read(reader, IsWanted);
        }
        catch (Exception exception) when (exception is JsonException or OverflowException)
        {
            throw new SelectionException(
                $"failed: the answer is no JSON, {Selections.Begin(answer, secrets)} "
                + $"({exception.Message.TrimEnd('.')}).",
                exception);
        }
    }

    /// <summary>
    /// Of a list of thousands, a path that ends with a name takes one property of each entry: texts and numbers of
    /// names that stand nowhere in the path are left unread.
    /// </summary>
    private bool IsWanted(string property) => !_namesAll || path.Contains(property, StringComparison.Ordinal);

    private static List<JToken> Select(JToken root, string path)
    {
        try
        {
            return [.. root.SelectTokens(path, Settings)];
        }
        catch (Exception exception) when (exception is JsonException or RegexMatchTimeoutException)
        {
            throw new SelectionException($"can't be searched by {path}: {exception.Message}", exception);
        }
    }

    private string TextOf(JToken token) => token switch
    {
        JValue { Type: JTokenType.String } text => (string)text.Value!,
        JValue { Value: IFormattable value } => value.ToString(null, CultureInfo.InvariantCulture),
        JValue value => value.ToString(Formatting.None),
        _ => throw new SelectionException(
            $"has a JSON {token.Type} at {token.Path}, where {path} is to give one text for each worker. "
            + "Name the property that holds it at the path's end."),
    };

    /// <summary>
    /// Tells a list that is empty, as it is before the first worker, from a path that leads nowhere.
    /// </summary>
    private void ExplainMissing(JToken root, List<JToken> found)
    {
        if (LastProperty().Match(path) is { Success: true } last)
        {
            string name = last.Groups["name"].Value;
            if (Select(root, last.Groups["parents"].Value).Exists(
                parent => parent is JObject entry && !entry.ContainsKey(name)))
            {
                throw new SelectionException(
                    $"has an entry at {last.Groups["parents"].Value} that has no property '{name}', which the spec "
                    + "names as the worker's.");
            }
        }

        if (found.Count > 0)
        {
            return;
        }

        string prefix = ListAt().Match(path) is { Success: true } list ? list.Groups["list"].Value : path;
        List<JToken> lists = Select(root, prefix);
        if (lists.Count == 0)
        {
            throw new SelectionException($"has nothing at {prefix} in a JSON {root.Type}. Correct the path.");
        }

        if (prefix.Length < path.Length && lists.Exists(token => token is not JContainer or JObject { Count: 0 }))
        {
            throw new SelectionException(
                $"has at {prefix} a JSON {lists[0].Type} where the spec promises an array. Correct the path.");
        }

        if (prefix.Length < path.Length && path[prefix.Length..].StartsWith("[?", StringComparison.Ordinal)
            && lists.Exists(token => token is JObject))
        {
            throw new SelectionException(
                $"has at {prefix} a JSON Object where the spec promises an array. Correct the path.");
        }
    }

    /// <summary>Splits <c>$.workers[?(@.live)].name</c> before its last property.</summary>
    [GeneratedRegex(@"^(?<parents>.*\])\.(?<name>[A-Za-z_][A-Za-z0-9_-]*)$", RegexOptions.NonBacktracking)]
    private static partial Regex LastProperty();

    /// <summary>Something in a filter, or after it, that stands for all names: <c>$[?(@.* == 'live')].id</c>.</summary>
    [GeneratedRegex(@"\?\(.*\*", RegexOptions.NonBacktracking)]
    private static partial Regex WildFilter();

    /// <summary>Splits <c>$.workers[*].name</c> before its first list.</summary>
    [GeneratedRegex(@"^(?<list>.*?)\[[*?]")]
    private static partial Regex ListAt();
}
