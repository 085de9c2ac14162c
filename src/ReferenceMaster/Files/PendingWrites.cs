using System.Diagnostics.CodeAnalysis;

namespace ScaleSim.ReferenceMaster.Files;

/// <summary>The writes under way, by number and by path. Guarded by the lock of the
/// <see cref="MasterState"/>.</summary>
internal sealed class PendingWrites
{
    private readonly Dictionary<long, PendingWrite> _byId = [];
    private readonly Dictionary<string, PendingWrite> _byPath = new(StringComparer.Ordinal);

    public int Count => _byId.Count;

    public IEnumerable<PendingWrite> All => _byId.Values;

    public bool TryFind(long id, [NotNullWhen(true)] out PendingWrite? write) => _byId.TryGetValue(id, out write);

    public PendingWrite? Find(string path) => _byPath.GetValueOrDefault(path);

    public void Add(PendingWrite write)
    {
        _byId.Add(write.Ticket.Id, write);
        _byPath.Add(write.Ticket.Path, write);
    }

    public void Remove(PendingWrite write)
    {
        _byId.Remove(write.Ticket.Id);
        _byPath.Remove(write.Ticket.Path);
    }
}
