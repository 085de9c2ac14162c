using System.Text.Json;
using System.Text.Json.Serialization;

namespace ScaleSim.ReferenceProtocol;

/// <summary>Writes <c>UnderReplicated</c> as <c>"under-replicated"</c>, and reads nothing but such names.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
public sealed class KebabCaseEnumConverter<T>()
    : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
