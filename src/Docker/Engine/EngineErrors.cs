using ScaleSim.Core.Engines;
using ScaleSim.Docker.Api;

namespace ScaleSim.Docker.Engine;

/// <summary>Turns the client's exceptions into the engine contract's, so that no caller knows the Engine API.</summary>
internal static class EngineErrors
{
    public static async Task TranslateAsync(Func<Task> action) => await TranslateAsync(async () =>
    {
        await action().ConfigureAwait(false);
        return true;
    }).ConfigureAwait(false);

    public static async Task<T> TranslateAsync<T>(Func<Task<T>> action)
    {
        try
        {
            return await action().ConfigureAwait(false);
        }
        catch (DockerUnavailableException exception)
        {
            throw new EngineUnavailableException(exception.Message, exception);
        }
        catch (DockerConnectionException exception)
        {
            throw new EngineUnavailableException(
                $"The Docker Engine stopped answering: {exception.Message} See that it runs ('docker info'), then run "
                + "the same command again.",
                exception);
        }
        catch (DockerClientException exception)
        {
            throw Exhaustion.TryRead(exception) ?? new EngineException(exception.Message, exception);
        }
    }
}
