using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ScaleSim.ReferenceMaster.Metrics;
using ScaleSim.ReferenceProtocol;

namespace ScaleSim.ReferenceMaster.Web;

/// <summary>What the master tells of itself.</summary>
internal static class InfoEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, StatusService status, MetricsPage metrics)
    {
        routes.MapGet(Routes.Health, (HttpContext context) =>
            Answers.WriteAsync(context, status.Get(), ReferenceJson.Wire.MasterStatus));
        routes.MapGet(Routes.Metrics, (HttpContext context) =>
        {
            context.Response.ContentType = PrometheusText.ContentType;
            return context.Response.WriteAsync(metrics.Render(), context.RequestAborted);
        });
    }
}
