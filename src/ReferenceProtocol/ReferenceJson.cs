using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ScaleSim.ReferenceProtocol.Blocks;
using ScaleSim.ReferenceProtocol.Errors;
using ScaleSim.ReferenceProtocol.Files;
using ScaleSim.ReferenceProtocol.Workers;

namespace ScaleSim.ReferenceProtocol;

/// <summary>How the messages are written: camel case, kinds and states in kebab case, nothing for what is absent.
/// Generated, because the worker is compiled ahead of time and has no reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters =
    [
        typeof(KebabCaseEnumConverter<WorkerCommandKind>),
        typeof(KebabCaseEnumConverter<WorkerState>),
        typeof(KebabCaseEnumConverter<BlockState>),
        typeof(KebabCaseEnumConverter<EntryKind>)
    ])]
[JsonSerializable(typeof(LeaseRequest))]
[JsonSerializable(typeof(LeaseResponse))]
[JsonSerializable(typeof(RegisterRequest))]
[JsonSerializable(typeof(RegisterResponse))]
[JsonSerializable(typeof(HeartbeatRequest))]
[JsonSerializable(typeof(HeartbeatResponse))]
[JsonSerializable(typeof(WorkerHealth))]
[JsonSerializable(typeof(IReadOnlyList<WorkerInfo>))]
[JsonSerializable(typeof(IReadOnlyList<BlockInfo>))]
[JsonSerializable(typeof(BlockInfo))]
[JsonSerializable(typeof(BlockStatus))]
[JsonSerializable(typeof(EntryStatus))]
[JsonSerializable(typeof(DirectoryListing))]
[JsonSerializable(typeof(CreateRequest))]
[JsonSerializable(typeof(WriteTicket))]
[JsonSerializable(typeof(AllocateRequest))]
[JsonSerializable(typeof(BlockAllocation))]
[JsonSerializable(typeof(CommitRequest))]
[JsonSerializable(typeof(CompleteRequest))]
[JsonSerializable(typeof(RenameRequest))]
[JsonSerializable(typeof(ErrorResponse))]
[JsonSerializable(typeof(MasterStatus))]
public sealed partial class ReferenceJson : JsonSerializerContext
{
    // Made at first use: the generated half of this class has static fields, and which half is initialized first is not
    // defined.
    private static ReferenceJson? _wire;

    /// <summary>The one to use: an apostrophe in a message stays one. The answers are never part of a web
    /// page.</summary>
    public static ReferenceJson Wire => _wire ??= new(
        new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
