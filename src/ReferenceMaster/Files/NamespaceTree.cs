using ScaleSim.ReferenceMaster.Errors;

namespace ScaleSim.ReferenceMaster.Files;

/// <summary>The tree of files and directories. Guarded by the lock of the <see cref="MasterState"/>.</summary>
internal sealed class NamespaceTree(DateTimeOffset createdAt)
{
    /// <summary>The root directory.</summary>
    public DirectoryNode Root { get; } = new() { CreatedAt = createdAt, ModifiedAt = createdAt };

    public int FileCount { get; private set; }

    /// <summary>How many directories there are, with the root.</summary>
    public int DirectoryCount { get; private set; } = 1;

    /// <summary>What is at a path, or null.</summary>
    public Node? Find(PathName path)
    {
        Node node = Root;
        foreach (var name in path.Names)
        {
            if (node is not DirectoryNode directory || !directory.TryFind(name, out var next))
            {
                return null;
            }

            node = next;
        }

        return node;
    }

    /// <summary>What is at a path.</summary>
    /// <exception cref="MasterException">There is nothing.</exception>
    public Node Get(PathName path) => Find(path) ?? throw Refuse.NotFound(path.ToString());

    /// <summary>The directory at a path.</summary>
    /// <exception cref="MasterException">There is none.</exception>
    public DirectoryNode GetDirectory(PathName path) =>
        Get(path) as DirectoryNode ?? throw Refuse.NotDirectory(path.ToString());

    /// <summary>Refuses a path that leads through a file.</summary>
    public void RefuseFileOnTheWay(PathName path)
    {
        for (var parent = path; !parent.IsRoot;)
        {
            parent = parent.Parent;
            if (Find(parent) is FileNode)
            {
                throw Refuse.NotDirectory(parent.ToString());
            }
        }
    }

    /// <summary>Makes the directories of a path that are missing; none of it is a file.</summary>
    public DirectoryNode MakeDirectories(PathName path, DateTimeOffset at)
    {
        var directory = Root;
        foreach (var name in path.Names)
        {
            if (!directory.TryFind(name, out var next))
            {
                next = new DirectoryNode { Name = name, CreatedAt = at, ModifiedAt = at };
                Add(directory, next, at);
            }

            directory = (DirectoryNode)next;
        }

        return directory;
    }

    /// <summary>Puts a node into a directory that has none of its name.</summary>
    public void Add(DirectoryNode directory, Node node, DateTimeOffset at)
    {
        directory.Add(node);
        directory.ModifiedAt = at;
        Count(node, 1);
    }

    /// <summary>Takes a node out with all that is in it.</summary>
    public void Remove(Node node, DateTimeOffset at)
    {
        var parent = node.Parent ?? throw new InvalidOperationException("The root can't be removed.");
        parent.Remove(node);
        parent.ModifiedAt = at;
        Count(node, -1);
    }

    /// <summary>The files in a node, itself included.</summary>
    public static IEnumerable<FileNode> FilesIn(Node node) => Within(node).OfType<FileNode>();

    /// <summary>A node and all that is in it, directories before their contents.</summary>
    public static IEnumerable<Node> Within(Node node)
    {
        var open = new Stack<Node>([node]);
        while (open.TryPop(out var current))
        {
            yield return current;
            if (current is DirectoryNode directory)
            {
                foreach (var child in directory.Nodes)
                {
                    open.Push(child);
                }
            }
        }
    }

    private void Count(Node node, int sign)
    {
        foreach (var part in Within(node))
        {
            if (part is FileNode)
            {
                FileCount += sign;
            }
            else
            {
                DirectoryCount += sign;
            }
        }
    }
}
