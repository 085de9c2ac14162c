namespace ScaleSim.Docker.Api.Models;

/// <summary>
/// The Engine's <c>{}</c>: the value of sets that it writes as objects (<c>"ExposedPorts": {"80/tcp": {}}</c>).
/// </summary>
internal readonly record struct EmptyStruct;
