using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ScaleSim.Reference.Tests.Clusters;

/// <summary>Something that listens like a worker and answers every request in its own way.</summary>
internal sealed class LyingWorker : IAsyncDisposable
{
    private readonly WebApplication _web;

    private LyingWorker(WebApplication web) => _web = web;

    public Uri Address => new(_web.Services.GetRequiredService<IServer>()
        .Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<LyingWorker> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var web = builder.Build();
        web.Run(answer);
        await web.StartAsync();
        return new LyingWorker(web);
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();
}
