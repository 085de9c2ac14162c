using System.Text.Json;
using System.Text.Json.Serialization;

namespace ScaleSim.Simulator.Doctor.Output;

/// <summary>Statuses as <c>ok</c>, <c>warning</c>, <c>failed</c>, <c>notChecked</c>.</summary>
internal sealed class DoctorStatusConverter()
    : JsonStringEnumConverter<DoctorStatus>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
