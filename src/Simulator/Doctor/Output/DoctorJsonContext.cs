using System.Text.Json.Serialization;

namespace ScaleSim.Simulator.Doctor.Output;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(DoctorStatusConverter)],
    WriteIndented = true)]
[JsonSerializable(typeof(DoctorDocument))]
internal sealed partial class DoctorJsonContext : JsonSerializerContext;
