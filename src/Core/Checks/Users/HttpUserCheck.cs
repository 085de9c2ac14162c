using System.Net.Sockets;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Runs;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.UserChecks;

namespace ScaleSim.Core.Checks.Users;

/// <summary>A GET request from the host to each of the chosen workers is answered as expected.</summary>
internal sealed class HttpUserCheck(HttpCheckSpec spec) : UserCheck(spec)
{
    private const int BodyBytesMax = 1 << 20;

    protected override int Concurrency => 32;

    protected override IUserTry Prepare(CheckContext context)
    {
        var expectation = new Expectation(spec.Expect, 200, "HTTP status", SecretText.Of(context.Plan.Spec));
        var renderer = new WorkerRenderer(context.Plan);
        Template path = Template.Parse(spec.Path);
        return new WorkersTry(
            context.Plan,
            ChosenWith(context, spec.Workers, spec.Port),
            Concurrency,
            $"GET {spec.Path} at port {spec.Port}",
            LookAsync);

        async Task<string?> LookAsync(WorkerPlan worker, CancellationToken cancellationToken)
        {
            using var deadline = new CancellationTokenSource(spec.Timeout, context.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
            Uri uri = WorkerEndpoints.UriFromHost(
                context.Plan, worker, worker.PortOf(spec.Port), renderer.Render(path, worker));
            try
            {
                (int status, string body) = await GetAsync(context.Http, uri, either.Token).ConfigureAwait(false);
                return expectation.Explain(
                    status, body, "", text => renderer.Render(Template.Parse(text), worker));
            }
            catch (HttpRequestException exception)
            {
                return exception.InnerException is SocketException socket ? socket.Message : exception.Message;
            }
            catch (IOException exception)
            {
                return exception.Message;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return $"no answer in {spec.Timeout.TotalSeconds:0.#} s";
            }
        }
    }

    /// <summary>The chosen workers that have the port: groups may differ in it.</summary>
    /// <exception cref="FormatException">None has.</exception>
    internal static IReadOnlyList<WorkerPlan> ChosenWith(CheckContext context, string workers, string port)
    {
        WorkerPlan[] chosen =
        [
            .. Choose(context, workers).Where(worker => worker.Ports.Any(each => each.Name == port)),
        ];
        return chosen.Length > 0
            ? chosen
            : throw new FormatException($"none of the workers chosen by '{workers}' has a port '{port}'");
    }

    private static async Task<(int Status, string Body)> GetAsync(
        HttpClient http, Uri uri, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        request.Headers.ConnectionClose = true;
        using HttpResponseMessage response = await http
            .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        await response.Content.LoadIntoBufferAsync(BodyBytesMax, cancellationToken).ConfigureAwait(false);
        return (
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));
    }
}
