using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ScaleSim.ReferenceProtocol.Blocks;
using ScaleSim.ReferenceProtocol.Errors;
using ScaleSim.ReferenceProtocol.Workers;

namespace ScaleSim.ReferenceProtocol;

/// <summary>The part of <see cref="ReferenceJson"/> that a worker speaks, written the same way: what else is in a
/// context is compiled into the worker, used or not.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(KebabCaseEnumConverter<WorkerCommandKind>)])]
[JsonSerializable(typeof(LeaseRequest))]
[JsonSerializable(typeof(LeaseResponse))]
[JsonSerializable(typeof(RegisterRequest))]
[JsonSerializable(typeof(RegisterResponse))]
[JsonSerializable(typeof(HeartbeatRequest))]
[JsonSerializable(typeof(HeartbeatResponse))]
[JsonSerializable(typeof(WorkerHealth))]
[JsonSerializable(typeof(IReadOnlyList<BlockInfo>))]
[JsonSerializable(typeof(BlockInfo))]
[JsonSerializable(typeof(ErrorResponse))]
public sealed partial class WorkerJson : JsonSerializerContext
{
    private static WorkerJson? _wire;

    /// <summary>The one to use; see <see cref="ReferenceJson.Wire"/>.</summary>
    public static WorkerJson Wire => _wire ??= new(
        new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
