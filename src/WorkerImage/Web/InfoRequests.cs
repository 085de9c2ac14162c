using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using ScaleSim.ReferenceProtocol;
using ScaleSim.ReferenceProtocol.Workers;
using ScaleSim.WorkerImage.Blocks;
using ScaleSim.WorkerImage.Masters;
using ScaleSim.WorkerImage.Settings;

namespace ScaleSim.WorkerImage.Web;

/// <summary>What a worker tells of itself.</summary>
internal sealed class InfoRequests(WorkerSettings settings, BlockStore store, MasterLink link)
{
    public Task HealthAsync(HttpContext context)
    {
        var usage = store.Usage;
        var health = new WorkerHealth
        {
            Name = settings.Name,
            Index = settings.Index,
            Run = settings.Run,
            Master = settings.Master,
            Registered = link.Registered,
            Blocks = store.Count,
            CapacityBytes = usage.CapacityBytes,
            UsedBytes = usage.UsedBytes,
        };
        return JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, health, WorkerJson.Wire.WorkerHealth);
    }

    public async Task MetricsAsync(HttpContext context)
    {
        var usage = store.Usage;
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            # TYPE scalesim_worker_registered gauge
            scalesim_worker_registered {(link.Registered ? 1 : 0)}
            # TYPE scalesim_worker_blocks gauge
            scalesim_worker_blocks {store.Count}
            # TYPE scalesim_worker_ramdisk_capacity_bytes gauge
            scalesim_worker_ramdisk_capacity_bytes {usage.CapacityBytes}
            # TYPE scalesim_worker_ramdisk_used_bytes gauge
            scalesim_worker_ramdisk_used_bytes {usage.UsedBytes}
            # TYPE scalesim_worker_heap_bytes gauge
            scalesim_worker_heap_bytes {GC.GetTotalMemory(forceFullCollection: false)}

            """);
        var body = Encoding.UTF8.GetBytes(text);
        context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
