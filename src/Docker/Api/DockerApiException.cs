using System.Net;
using System.Text.Json;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Api;

/// <summary>
/// The Engine refused a call. Decide by <see cref="StatusCode"/>: 400 wrong request, 403 subnet in use, 404 no such
/// object, 409 conflict (name taken, wrong state), 500 and 503 its own trouble. Operations whose answer is a stream can
/// fail after their 200; then the status is 200 and the body is the failing line.
/// </summary>
internal sealed class DockerApiException : DockerClientException
{
    private const int MessageLengthMax = 2000;

    public DockerApiException(HttpStatusCode statusCode, string responseBody, string operation)
        : base(Describe(statusCode, responseBody, operation))
    {
        StatusCode = statusCode;
        ResponseBody = responseBody;
        Operation = operation;
    }

    public HttpStatusCode StatusCode { get; }

    /// <summary>The body of the refusal, cut at <see cref="DockerClientOptions.ErrorBytesMax"/>.</summary>
    public string ResponseBody { get; }

    /// <summary>Method and path of the call, such as <c>POST /containers/0f.../start</c>.</summary>
    public string Operation { get; }

    /// <summary>The Engine's own words: the body's <c>message</c> where it is JSON, else the body.</summary>
    /// <remarks>Sample: <c>{"message":"No such container: nope"}</c>.</remarks>
    public static string MessageOf(string responseBody)
    {
        try
        {
            var error = JsonSerializer.Deserialize(responseBody, DockerJsonContext.Default.ErrorResponse);
            return string.IsNullOrWhiteSpace(error?.Message) ? responseBody.Trim() : error.Message.Trim();
        }
        catch (JsonException)
        {
            return responseBody.Trim();
        }
    }

    private static string Describe(HttpStatusCode statusCode, string responseBody, string operation)
    {
        var reason = MessageOf(responseBody);
        if (reason.Length > MessageLengthMax)
        {
            reason = string.Concat(reason.AsSpan(0, MessageLengthMax), "...");
        }

        return reason.Length == 0
            ? $"The Docker Engine answered {(int)statusCode} {statusCode} to {operation}, without a reason."
            : $"The Docker Engine answered {(int)statusCode} {statusCode} to {operation}: {reason}";
    }
}
