using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using ScaleSim.ReferenceMaster.Errors;
using ScaleSim.ReferenceProtocol;
using ScaleSim.ReferenceProtocol.Errors;

namespace ScaleSim.ReferenceMaster.Web;

/// <summary>Reads requests and writes answers, in JSON with a line end for people who use curl.</summary>
internal static class Answers
{
    /// <summary>The request's body.</summary>
    /// <exception cref="MasterException">The body is not the JSON that this request takes.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            if (await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted) is { } value)
            {
                return value;
            }
        }
        catch (JsonException exception)
        {
            throw Malformed(context, exception.Message);
        }

        throw Malformed(context, "It is null.");
    }

    /// <summary>Refuses a list with nothing in one of its places, which the JSON of a request can have.</summary>
    public static void RefuseNothing<T>(HttpContext context, string name, IReadOnlyList<T?> list)
        where T : class
    {
        if (list.Contains(null))
        {
            throw Malformed(context, $"'{name}' has a null in it.");
        }
    }

    public static async Task WriteAsync<T>(
        HttpContext context,
        T value,
        JsonTypeInfo<T> type,
        int status = StatusCodes.Status200OK)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await JsonSerializer.SerializeAsync(context.Response.Body, value, type, context.RequestAborted);
        await context.Response.WriteAsync("\n", context.RequestAborted);
    }

    public static Task ErrorAsync(HttpContext context, int status, ErrorResponse error)
    {
        if (error.RetryAfterMs is { } delay)
        {
            context.Response.Headers.RetryAfter =
                Math.Max(1, (delay + 999) / 1000).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return WriteAsync(context, error, ReferenceJson.Wire.ErrorResponse, status);
    }

    private static MasterException Malformed(HttpContext context, string why) => new(
        StatusCodes.Status400BadRequest,
        ErrorCodes.BadRequest,
        $"The body of {context.Request.Method} {context.Request.Path} is not what this request takes. {why} "
        + "Correct the JSON.");
}
