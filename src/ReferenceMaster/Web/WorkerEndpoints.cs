using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ScaleSim.ReferenceMaster.Workers;
using ScaleSim.ReferenceProtocol;

namespace ScaleSim.ReferenceMaster.Web;

/// <summary>What workers ask, and the list of them.</summary>
internal static class WorkerEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, WorkerService workers)
    {
        var json = ReferenceJson.Wire;
        routes.MapGet(Routes.Workers, (HttpContext context) =>
            Answers.WriteAsync(context, workers.List(), json.IReadOnlyListWorkerInfo));
        routes.MapPost(Routes.WorkerLease, async (HttpContext context) =>
        {
            var request = await Answers.ReadAsync(context, json.LeaseRequest);
            await Answers.WriteAsync(context, workers.Lease(request), json.LeaseResponse);
        });
        routes.MapPost(Routes.WorkerRegister, async (HttpContext context) =>
        {
            var request = await Answers.ReadAsync(context, json.RegisterRequest);
            Answers.RefuseNothing(context, "blocks", request.Blocks);
            await Answers.WriteAsync(context, workers.Register(request), json.RegisterResponse);
        });
        routes.MapPost(Routes.WorkerHeartbeat, async (HttpContext context) =>
        {
            var request = await Answers.ReadAsync(context, json.HeartbeatRequest);
            Answers.RefuseNothing(context, "added", request.Added);
            Answers.RefuseNothing(context, "failed", request.Failed);
            await Answers.WriteAsync(context, workers.Heartbeat(request), json.HeartbeatResponse);
        });
    }
}
