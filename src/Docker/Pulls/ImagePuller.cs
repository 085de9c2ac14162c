using System.Globalization;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Specs.Images;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;
using ScaleSim.Docker.Engine;
using ScaleSim.Docker.Registries;

namespace ScaleSim.Docker.Pulls;

/// <summary>Has the Engine pull images, with the credentials of Docker's own configuration.</summary>
internal sealed class ImagePuller(
    DockerClient client, RegistryCredentials credentials, EnginePipelines pipelines, TimeProvider time)
{
    /// <param name="progress">Gets a sentence at the start, one a second at most, and one at the end.</param>
    /// <exception cref="ImageMissingException">
    /// It can't be had; the message says why, what to do, and names <c>docker pull</c>.
    /// </exception>
    public async Task PullAsync(
        ImageReference image, Action<string>? progress, CancellationToken cancellationToken)
    {
        long started = time.GetTimestamp();
        progress?.Invoke($"Pulling {image} from {image.Registry}");
        (AuthConfig? auth, string? note) = await FindCredentialsAsync(image, cancellationToken).ConfigureAwait(false);
        if (note is not null)
        {
            progress?.Invoke($"{note} Pulling {image} without credentials");
        }

        try
        {
            await pipelines.Pull.ExecuteAsync(
                async token => await PullOnceAsync(image, auth, note, progress, token).ConfigureAwait(false),
                cancellationToken).ConfigureAwait(false);
        }
        catch (DockerApiException refusal)
        {
            throw Refused(image, refusal, auth, note);
        }

        TimeSpan taken = time.GetElapsedTime(started);
        progress?.Invoke(string.Create(
            CultureInfo.InvariantCulture, $"Pulled {image} in {taken.TotalSeconds:0.0} s"));
    }

    /// <summary>Lets out as the client's exceptions only what another try may end otherwise.</summary>
    private async Task PullOnceAsync(
        ImageReference image,
        AuthConfig? auth,
        string? note,
        Action<string>? progress,
        CancellationToken cancellationToken)
    {
        var parameters = new ImagesCreateParameters { FromImage = image.Name, Tag = image.TagOrDigest };
        PullProgress? lines = progress is null ? null : new PullProgress(image.ToString(), progress, time);
        try
        {
            await client.Images.CreateImageAsync(parameters, auth, lines, cancellationToken).ConfigureAwait(false);
        }
        catch (DockerApiException refusal) when (!PullRefusal.MayPass(PullRefusal.Classify(refusal)))
        {
            throw Refused(image, refusal, auth, note);
        }
        catch (DockerTimeoutException stalled)
        {
            throw new ImageMissingException(PullMessages.Stalled(image, stalled.Deadline), stalled);
        }
    }

    /// <summary>Public images need none, so what is wrong with them is told and not thrown.</summary>
    private async Task<(AuthConfig? Auth, string? Note)> FindCredentialsAsync(
        ImageReference image, CancellationToken cancellationToken)
    {
        try
        {
            return (await credentials.FindAsync(image.Registry, cancellationToken).ConfigureAwait(false), null);
        }
        catch (CredentialsException exception)
        {
            return (null, exception.Message);
        }
    }

    // The refusal's own message may quote what the registry said to the credentials, so it is not kept as the cause.
    private static ImageMissingException Refused(
        ImageReference image, DockerApiException refusal, AuthConfig? auth, string? note) =>
        new(PullMessages.Refused(image, refusal, auth, note));
}
