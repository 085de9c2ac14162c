using System.Text.Json.Serialization;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Api;

/// <summary>
/// The Engine's JSON: its own case, nulls not sent, unknown members ignored because newer Engines add some.
/// </summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AuthConfig))]
[JsonSerializable(typeof(ContainerEventsParameters))]
[JsonSerializable(typeof(ContainerExecCreateParameters))]
[JsonSerializable(typeof(ContainerExecCreateResponse))]
[JsonSerializable(typeof(ContainerExecInspectResponse))]
[JsonSerializable(typeof(ContainerExecStartParameters))]
[JsonSerializable(typeof(ContainerInspectResponse))]
[JsonSerializable(typeof(IReadOnlyList<ContainerListResponse>))]
[JsonSerializable(typeof(ContainerStatsResponse))]
[JsonSerializable(typeof(ContainerUpdateParameters))]
[JsonSerializable(typeof(ContainerUpdateResponse))]
[JsonSerializable(typeof(CreateContainerParameters))]
[JsonSerializable(typeof(CreateContainerResponse))]
[JsonSerializable(typeof(ErrorResponse))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, IReadOnlyList<string>>))]
[JsonSerializable(typeof(IReadOnlyList<ImageDeleteResponse>))]
[JsonSerializable(typeof(ImageInspectResponse))]
[JsonSerializable(typeof(IReadOnlyList<ImagesListResponse>))]
[JsonSerializable(typeof(JSONMessage))]
[JsonSerializable(typeof(Message))]
[JsonSerializable(typeof(IReadOnlyList<NetworkResponse>))]
[JsonSerializable(typeof(NetworkResponse))]
[JsonSerializable(typeof(NetworksCreateParameters))]
[JsonSerializable(typeof(NetworksCreateResponse))]
[JsonSerializable(typeof(SystemInfoResponse))]
[JsonSerializable(typeof(VersionResponse))]
[JsonSerializable(typeof(VolumeResponse))]
[JsonSerializable(typeof(VolumesCreateParameters))]
[JsonSerializable(typeof(VolumesListResponse))]
internal sealed partial class DockerJsonContext : JsonSerializerContext;
