using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Images;

/// <summary>The JSON inside an image archive.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ImageDocument))]
[JsonSerializable(typeof(IReadOnlyList<ImageManifest>))]
internal sealed partial class ImageJsonContext : JsonSerializerContext;
