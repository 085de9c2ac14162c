using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ScaleSim.ReferenceMaster.Blocks;
using ScaleSim.ReferenceMaster.Files;
using ScaleSim.ReferenceProtocol;

namespace ScaleSim.ReferenceMaster.Web;

/// <summary>Writes, and the status of blocks.</summary>
internal static class WriteEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, WriteService writes, BlockService blocks)
    {
        var json = ReferenceJson.Wire;
        routes.MapPost(Routes.Files + "/{**path}", async (HttpContext context) =>
        {
            var request = await Answers.ReadAsync(context, json.CreateRequest);
            var ticket = await writes.CreateAsync(FileEndpoints.PathOf(context), request);
            await Answers.WriteAsync(context, ticket, json.WriteTicket, StatusCodes.Status201Created);
        });
        routes.MapPost(Routes.Writes + "/{write:long}/blocks", async (HttpContext context) =>
        {
            var request = await Answers.ReadAsync(context, json.AllocateRequest);
            Answers.RefuseNothing(context, "excluded", request.Excluded);
            var allocation = await writes.AllocateAsync(Number(context, "write"), request);
            await Answers.WriteAsync(context, allocation, json.BlockAllocation, StatusCodes.Status201Created);
        });
        routes.MapPut(Routes.Writes + "/{write:long}/blocks/{block:long}", async (HttpContext context) =>
        {
            var request = await Answers.ReadAsync(context, json.CommitRequest);
            Answers.RefuseNothing(context, "holders", request.Holders);
            writes.Commit(Number(context, "write"), Number(context, "block"), request);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        });
        routes.MapPost(Routes.Writes + "/{write:long}/complete", async (HttpContext context) =>
        {
            var request = await Answers.ReadAsync(context, json.CompleteRequest);
            var status = await writes.CompleteAsync(Number(context, "write"), request);
            await Answers.WriteAsync(context, status, json.EntryStatus);
        });
        routes.MapDelete(Routes.Writes + "/{write:long}", (HttpContext context) =>
        {
            writes.Abandon(Number(context, "write"));
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        });
        routes.MapGet(Routes.Blocks + "/{block:long}", (HttpContext context) =>
            Answers.WriteAsync(context, blocks.Get(Number(context, "block")), json.BlockStatus));
    }

    private static long Number(HttpContext context, string name) =>
        long.Parse((string)context.Request.RouteValues[name]!, CultureInfo.InvariantCulture);
}
