using System.Text.Json;
using ScaleSim.ReferenceProtocol.Errors;

namespace ScaleSim.ReferenceProtocol.Client;

/// <summary>Reads the body of an answer that is not a success.</summary>
internal static class ErrorReader
{
    /// <summary>The error; one made of the status where the answer is not the protocol's own.</summary>
    public static async Task<ErrorResponse> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            if (JsonSerializer.Deserialize(body, ReferenceJson.Wire.ErrorResponse) is { } error)
            {
                return error;
            }
        }
        catch (JsonException)
        {
            // Another server answered: its status is all there is.
        }

        return new ErrorResponse
        {
            Code = ErrorCodes.Unavailable,
            Message = $"{response.RequestMessage?.RequestUri} answered with status {(int)response.StatusCode} and "
                + "nothing that this client knows. Another program may listen there. Check the address.",
        };
    }
}
