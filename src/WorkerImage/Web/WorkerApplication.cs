using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using ScaleSim.ReferenceProtocol;
using ScaleSim.ReferenceProtocol.Errors;
using ScaleSim.WorkerImage.Blocks;
using ScaleSim.WorkerImage.Logs;

namespace ScaleSim.WorkerImage.Web;

/// <summary>Every request of a worker. Kestrel alone, without hosting, routing and dependency injection: they would
/// double the worker's memory.</summary>
internal sealed class WorkerApplication(int dataPort, BlockRequests blocks, InfoRequests info, ILogger logger)
    : IHttpApplication<HttpContext>
{
    private readonly LogGate _failures = new(TimeProvider.System);

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        try
        {
            await RouteAsync(context);
        }
        catch (RamdiskFullException exception)
        {
            await FailAsync(context, StatusCodes.Status507InsufficientStorage, ErrorCodes.NoSpace, exception.Message);
        }
        catch (BlockRefusedException exception)
        {
            await FailAsync(context, StatusOf(exception.Code), exception.Code, exception.Message);
        }
        catch (BadHttpRequestException exception)
        {
            await FailAsync(context, exception.StatusCode, ErrorCodes.BadRequest, exception.Message);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client is gone: there is nobody to answer.
        }
        catch (Exception exception)
        {
            if (_failures.TryPass(out var silenced))
            {
                Log.RequestFailed(logger, context.Request.Method, context.Request.Path, exception.Message, silenced);
            }

            await FailAsync(
                context, StatusCodes.Status503ServiceUnavailable, ErrorCodes.Unavailable, exception.Message);
        }
    }

    private static int StatusOf(string code) => code switch
    {
        ErrorCodes.BlockNotFound => StatusCodes.Status404NotFound,
        ErrorCodes.BlockDamaged => StatusCodes.Status500InternalServerError,
        ErrorCodes.ChecksumMismatch => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status409Conflict,
    };

    private static Task FailAsync(HttpContext context, int status, string code, string message)
    {
        if (!context.Response.HasStarted)
        {
            return JsonAnswer.ErrorAsync(context, status, code, message);
        }

        context.Abort();
        return Task.CompletedTask;
    }

    private Task RouteAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        var isData = context.Connection.LocalPort == dataPort;
        return (context.Request.Method, path) switch
        {
            ("GET", Routes.Health) => info.HealthAsync(context),
            ("GET", Routes.Metrics) when !isData => info.MetricsAsync(context),
            ("GET", Routes.WorkerBlocks) when isData => blocks.ListAsync(context),
            ("GET", _) when isData && BlockId.TryParse(path, out var id) => blocks.GetAsync(context, id),
            ("PUT", _) when isData && BlockId.TryParse(path, out var id) => blocks.PutAsync(context, id),
            ("DELETE", _) when isData && BlockId.TryParse(path, out var id) => blocks.DeleteAsync(context, id),
            _ => JsonAnswer.ErrorAsync(
                context,
                StatusCodes.Status404NotFound,
                ErrorCodes.NoSuchEndpoint,
                $"There is nothing at {context.Request.Method} {path} on this port. The data port has GET /blocks and "
                + "PUT, GET, DELETE /blocks/ID; the web port has GET /metrics; both have GET /health."),
        };
    }
}
