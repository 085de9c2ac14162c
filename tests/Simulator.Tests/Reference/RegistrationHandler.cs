using System.Net;
using System.Text;
using System.Text.Json;
using ScaleSim.ReferenceProtocol;
using ScaleSim.ReferenceProtocol.Workers;

namespace ScaleSim.Simulator.Tests.Reference;

/// <summary>
/// Answers GET of the master's list of workers from an <see cref="InMemoryReference"/>, without a socket.
/// </summary>
internal sealed class RegistrationHandler(InMemoryReference reference) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Assert.Equal(Routes.Workers, request.RequestUri!.AbsolutePath);
        IReadOnlyList<WorkerInfo> workers = await reference.ListWorkersAsync(cancellationToken);
        string json = JsonSerializer.Serialize(workers, ReferenceJson.Default.IReadOnlyListWorkerInfo);
        return new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StringContent(json, Encoding.UTF8, "application/json"),
        };
    }
}
