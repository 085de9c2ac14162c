using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Archives;

/// <summary>The JSON inside archives that other tools made.</summary>
[JsonSerializable(typeof(IReadOnlyList<SavedManifest>))]
[JsonSerializable(typeof(SavedConfig))]
[JsonSerializable(typeof(OciDocument))]
internal sealed partial class ArchiveJsonContext : JsonSerializerContext;
