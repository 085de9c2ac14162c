using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using ScaleSim.ReferenceProtocol;
using ScaleSim.ReferenceProtocol.Errors;

namespace ScaleSim.WorkerImage.Web;

/// <summary>Answers in JSON, with a line end for people who use curl.</summary>
internal static class JsonAnswer
{
    public static async Task WriteAsync<T>(HttpContext context, int status, T value, JsonTypeInfo<T> type)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(value, type);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = json.Length + 1;
        await context.Response.Body.WriteAsync(json, context.RequestAborted);
        await context.Response.Body.WriteAsync("\n"u8.ToArray(), context.RequestAborted);
    }

    public static Task ErrorAsync(HttpContext context, int status, string code, string message) => WriteAsync(
        context,
        status,
        new ErrorResponse { Code = code, Message = message },
        WorkerJson.Wire.ErrorResponse);
}
