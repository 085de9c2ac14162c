using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using ScaleSim.ReferenceMaster.Errors;
using ScaleSim.ReferenceMaster.Journals;
using ScaleSim.ReferenceMaster.Logs;
using ScaleSim.ReferenceMaster.Metrics;
using ScaleSim.ReferenceProtocol.Errors;

namespace ScaleSim.ReferenceMaster.Web;

/// <summary>What surrounds every request: it is counted, and what it throws becomes an answer.</summary>
internal sealed class RequestPipeline(RequestMetrics metrics, TimeProvider time, ILogger logger)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var started = time.GetTimestamp();
        await AnswerAsync(context, next);
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "other";
        metrics.Record(context.Request.Method, route, context.Response.StatusCode, time.GetElapsedTime(started));
    }

    private async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (MasterException exception) when (!context.Response.HasStarted)
        {
            await Answers.ErrorAsync(context, exception.Status, exception.Error);
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            await Answers.ErrorAsync(
                context,
                exception.StatusCode,
                new ErrorResponse { Code = ErrorCodes.BadRequest, Message = exception.Message });
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone: there is nobody to answer.
        }
        catch (JournalException exception) when (!context.Response.HasStarted)
        {
            await Answers.ErrorAsync(
                context,
                StatusCodes.Status503ServiceUnavailable,
                new ErrorResponse { Code = ErrorCodes.Unavailable, Message = exception.Message });
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            Log.RequestFailed(logger, context.Request.Method, context.Request.Path, exception);
            await Answers.ErrorAsync(context, StatusCodes.Status500InternalServerError, new ErrorResponse
            {
                Code = ErrorCodes.Unavailable,
                Message = $"The master failed at this request: {exception.Message} Its log has the details.",
            });
        }
    }
}
