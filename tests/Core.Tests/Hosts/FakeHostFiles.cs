using ScaleSim.Core.Hosts;

namespace ScaleSim.Core.Tests.Hosts;

/// <summary>A machine made of texts: what is not given does not exist.</summary>
internal sealed class FakeHostFiles : Dictionary<string, string>, IHostFiles
{
    /// <value>Free bytes, wherever.</value>
    public long? Free { get; set; }

    public string? Read(string path) => TryGetValue(path, out string? text) ? text : null;

    public IReadOnlyList<string> List(string directory) =>
    [
        .. Keys.Where(path => path.StartsWith(directory + "/", StringComparison.Ordinal))
            .Select(path => path[(directory.Length + 1)..].Split('/')[0])
            .Distinct(),
    ];

    public long? FreeBytes(string path) => Free;
}
