using System.Net;

namespace ScaleSim.Core.Tests.Masters;

/// <summary>Answers requests by a function instead of a network.</summary>
internal sealed class ScriptedHandler(Func<CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    public static ScriptedHandler Pages(Func<string> page) => new(_ => Task.FromResult(
        new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(page()) }));

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken) => answer(cancellationToken);
}
