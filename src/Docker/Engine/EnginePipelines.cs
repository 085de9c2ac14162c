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
        Change = Retry(time, attempts: 4, TimeSpan.FromMilliseconds(200));

        // 0.5 + 1 + 2 + 4 + 8 + 16 s: removal goes on through a restart of the daemon.
        Remove = Retry(time, attempts: 6, TimeSpan.FromMilliseconds(500));

        // 1 + 2 s: the Engine itself has already tried each download five times.
        Pull = Retry(time, attempts: 2, TimeSpan.FromSeconds(1));
    }

    /// <value>For create, start and kill.</value>
    public ResiliencePipeline Change { get; }

    /// <value>For list and delete while a cluster is removed.</value>
    public ResiliencePipeline Remove { get; }

    /// <value>For pulling and loading images.</value>
    public ResiliencePipeline Pull { get; }

    private static ResiliencePipeline Retry(TimeProvider time, int attempts, TimeSpan delay) =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder()
                    .Handle<DockerConnectionException>()
                    .Handle<DockerTimeoutException>()
                    .Handle<DockerApiException>(exception => IsPassing(exception.StatusCode)),
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
