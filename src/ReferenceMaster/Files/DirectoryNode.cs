using System.Diagnostics.CodeAnalysis;

namespace ScaleSim.ReferenceMaster.Files;

/// <summary>A directory. Its names are kept sorted, so that a listing can go on after any name.</summary>
internal sealed class DirectoryNode : Node
{
    private readonly Dictionary<string, Node> _nodes = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _names = new(StringComparer.Ordinal);

    public int Count => _nodes.Count;

    public IEnumerable<Node> Nodes => _nodes.Values;

    public bool TryFind(string name, [NotNullWhen(true)] out Node? node) => _nodes.TryGetValue(name, out node);

    public void Add(Node node)
    {
        _nodes.Add(node.Name, node);
        _names.Add(node.Name);
        node.Parent = this;
    }

    public void Remove(Node node)
    {
        _nodes.Remove(node.Name);
        _names.Remove(node.Name);
        node.Parent = null;
    }

    /// <summary>Nodes by name, from the first after <paramref name="after"/>.</summary>
    public IEnumerable<Node> NodesAfter(string? after)
    {
        if (_names.Max is not { } last || (after is not null && string.CompareOrdinal(after, last) >= 0))
        {
            return [];
        }

        var names = after is null ? _names : _names.GetViewBetween(after, last);
        return names.Where(n => n != after).Select(n => _nodes[n]);
    }
}
