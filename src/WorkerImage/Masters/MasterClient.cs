using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ScaleSim.ReferenceProtocol;
using ScaleSim.ReferenceProtocol.Errors;
using ScaleSim.ReferenceProtocol.Workers;

namespace ScaleSim.WorkerImage.Masters;

/// <summary>The three calls that a worker makes to its master.</summary>
/// <param name="http">The worker's only HTTP client.</param>
/// <param name="master">The master.</param>
internal sealed class MasterClient(HttpClient http, Uri master)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>Asks for leave to register.</summary>
    public Task<LeaseResponse> LeaseAsync(LeaseRequest request, CancellationToken cancellationToken) => PostAsync(
        Routes.WorkerLease,
        request,
        WorkerJson.Wire.LeaseRequest,
        WorkerJson.Wire.LeaseResponse,
        cancellationToken);

    /// <summary>Registers.</summary>
    public Task<RegisterResponse> RegisterAsync(RegisterRequest request, CancellationToken cancellationToken) =>
        PostAsync(
            Routes.WorkerRegister,
            request,
            WorkerJson.Wire.RegisterRequest,
            WorkerJson.Wire.RegisterResponse,
            cancellationToken);

    /// <summary>Tells that the worker lives.</summary>
    public Task<HeartbeatResponse> HeartbeatAsync(HeartbeatRequest request, CancellationToken cancellationToken) =>
        PostAsync(
            Routes.WorkerHeartbeat,
            request,
            WorkerJson.Wire.HeartbeatRequest,
            WorkerJson.Wire.HeartbeatResponse,
            cancellationToken);

    private async Task<TResponse> PostAsync<TRequest, TResponse>(
        string route,
        TRequest request,
        JsonTypeInfo<TRequest> requestType,
        JsonTypeInfo<TResponse> responseType,
        CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(request, requestType));
        content.Headers.ContentType = Json;
        using var response = await http.PostAsync(new Uri(master, route), content, cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new MasterRefusedException(await ReadErrorAsync(response, body, cancellationToken));
        }

        return await JsonSerializer.DeserializeAsync(body, responseType, cancellationToken)
            ?? throw new JsonException($"The master answered {route} with null.");
    }

    /// <summary>An answer that is not the protocol's own (another server on this port) is told by its status.</summary>
    private static async Task<ErrorResponse> ReadErrorAsync(
        HttpResponseMessage response,
        Stream body,
        CancellationToken cancellationToken)
    {
        try
        {
            if (await JsonSerializer.DeserializeAsync(body, WorkerJson.Wire.ErrorResponse, cancellationToken)
                is { } error)
            {
                return error;
            }
        }
        catch (JsonException)
        {
        }

        return new ErrorResponse
        {
            Code = ErrorCodes.Unavailable,
            Message = $"It answered with status {(int)response.StatusCode}."
        };
    }
}
