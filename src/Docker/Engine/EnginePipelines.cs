using System.Net;
using Polly;
using Polly.Retry;
using ScaleSim.Docker.Api;

namespace ScaleSim.Docker.Engine;

/// <summary>All retries of the Docker engine. They decide by status code and exception type, never by text.</summary>
internal sealed class EnginePipelines
{
    public EnginePipelines(TimeProvider time)
    {
        // 0.2 + 0.4 + 0.8 + 1.6 s: rides out a reset connection or a busy daemon, not a dead one.
        Change = Retry(time, attempts: 4, TimeSpan.FromMilliseconds(200), Passing());

        // The same, but for an answer that did not come in its long time: asking again would take as long.
        Read = Retry(time, attempts: 4, TimeSpan.FromMilliseconds(200), Broken());

        // 0.5 + 1 + 2 + 4 + 8 + 16 s: removal goes on through a restart of the daemon.
        Remove = Retry(
            time, attempts: 6, TimeSpan.FromMilliseconds(500), Passing().Handle<DockerUnavailableException>());

        // 1 + 2 s: the Engine itself has already tried each download five times.
        Pull = Retry(time, attempts: 2, TimeSpan.FromSeconds(1), Passing());

        // 0.2 + 0.4 + 0.8 + 1.6 s, as a create takes that is still under way.
        Find = new ResiliencePipelineBuilder<string?> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<string?>
            {
                ShouldHandle = new PredicateBuilder<string?>().HandleResult(static found => found is null),
                MaxRetryAttempts = 4,
                Delay = TimeSpan.FromMilliseconds(200),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            })
            .Build();
    }

    /// <value>
    /// For changes that may be asked for twice: a start, a kill, a create under a name or with a subnet of its own.
    /// </value>
    public ResiliencePipeline Change { get; }

    /// <value>For whatever changes nothing.</value>
    public ResiliencePipeline Read { get; }

    /// <value>For list and delete while a cluster is removed.</value>
    public ResiliencePipeline Remove { get; }

    /// <value>For pulling and loading images.</value>
    public ResiliencePipeline Pull { get; }

    /// <value>
    /// For the ID of what an earlier call made whose answer was lost; null means that it is not there yet.
    /// </value>
    public ResiliencePipeline<string?> Find { get; }

    private static PredicateBuilder<object> Broken() => new PredicateBuilder()
        .Handle<DockerConnectionException>()
        .Handle<DockerApiException>(exception => IsPassing(exception.StatusCode));

    private static PredicateBuilder<object> Passing() => Broken().Handle<DockerTimeoutException>();

    private static ResiliencePipeline Retry(
        TimeProvider time, int attempts, TimeSpan delay, PredicateBuilder<object> handled) =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = handled,
                MaxRetryAttempts = attempts,
                Delay = delay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
            })
            .Build();

    // The Engine answers 500 for whatever it has no code for: passing states (a busy device, a held lock) as well as
    // lasting ones, which only cost the few retries.
    private static bool IsPassing(HttpStatusCode status) =>
        status is HttpStatusCode.InternalServerError or HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway;
}
