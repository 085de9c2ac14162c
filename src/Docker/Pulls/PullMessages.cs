using ScaleSim.Core.Specs.Images;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Pulls;

/// <summary>What a user reads of an image that could not be pulled. No message holds a secret.</summary>
internal static class PullMessages
{
    private const int WordsLengthMax = 400;

    /// <param name="credentials">Those that were sent; null where none were.</param>
    /// <param name="note">Why configured credentials were not sent; null where nothing went wrong with them.</param>
    public static string Refused(
        ImageReference image, DockerApiException refusal, AuthConfig? credentials, string? note)
    {
        var (why, remedy) = PullRefusal.Classify(refusal) switch
        {
            PullRefusalKind.Denied => (
                $"the registry {image.Registry} does not give it to {Who(credentials)}, or has no such repository",
                $"See that the name is right, log in with 'docker login{LoginHost(image)}'"),
            PullRefusalKind.NotFound => (
                $"the registry {image.Registry} has no such image",
                "Correct its name or tag, or build it under this name on the engine and set 'pull: missing'"),
            PullRefusalKind.Unreachable => (
                $"the engine gets no usable answer from the registry {image.Registry}",
                "Give the engine's machine a network, a proxy or the registry's certificate, or bring the image there "
                + "with 'docker save' and 'docker load'"),
            PullRefusalKind.Platform => (
                "it does not exist for the engine's kind of machine",
                "Name an image that does, or build one"),
            PullRefusalKind.RateLimited => (
                $"the registry {image.Registry} takes no more pulls from {Who(credentials)} for now",
                $"Wait, or log in with 'docker login{LoginHost(image)}'"),
            PullRefusalKind.DiskFull => (
                "the engine's disk is full",
                "Make room ('docker system df' shows what takes it)"),
            _ => ("the engine or the registry refused", "Look at the engine's log (journalctl -u docker)"),
        };
        return $"Image {image} can't be pulled: {why}. The engine says: \"{Words(refusal, credentials)}\". "
            + (note is null ? "" : $"{note} ")
            + $"{remedy}; 'docker pull {image}' shows the same. Then run the same command again.";
    }

    public static string Stalled(ImageReference image, TimeSpan deadline) =>
        $"Image {image} can't be pulled: the engine reported no progress for {deadline.TotalMinutes:0.#} min. Its "
        + $"connection to the registry {image.Registry} or its disk is stuck. See whether 'docker pull {image}' goes "
        + "through, then run the same command again.";

    public static string Unnamed(string id) =>
        $"Image {id} can't be pulled: it is an ID, by which no registry knows an image. Name it by its tag, or load it "
        + "('docker load'; 'docker pull NAME' where it has a name) and set 'pull: never'.";

    public static string Malformed(string why, string name) =>
        $"{why} The engine has no image of this name or ID either: 'docker pull {name}' would be refused as well.";

    public static string Forbidden(string name) =>
        $"Image {name} is not on this engine, and it may not be pulled here ('pull: never'). Get it yourself with "
        + $"'docker pull {name}', build it, or set 'pull: missing'; then run the same command again.";

    public static string HostImageGone(string name) =>
        $"Image {name} is not on this engine: it was made of a machine's programs and has been removed since. Start "
        + "the cluster anew from its file, which makes it again.";

    public static string Vanished(ImageReference image) =>
        $"Image {image} was pulled, and the engine does not have it. Somebody removed it at once, or its store is "
        + $"broken. Run 'docker pull {image}', see 'docker images', then run the same command again.";

    private static string Who(AuthConfig? credentials) => credentials switch
    {
        null => "a caller without credentials",
        { Username: { Length: > 0 } user } => $"the user {user}",
        _ => "the token that it was sent",
    };

    private static string LoginHost(ImageReference image) =>
        image.Registry == ImageReference.DockerHub ? "" : $" {image.Registry}";

    private static string Words(DockerApiException refusal, AuthConfig? credentials)
    {
        var words = DockerApiException.MessageOf(refusal.ResponseBody).ReplaceLineEndings(" ").TrimEnd('.');
        words = (credentials?.Secrets ?? []).Aggregate(
            words, (text, secret) => text.Replace(secret, "***", StringComparison.Ordinal));
        return words.Length <= WordsLengthMax ? words : $"{words[..WordsLengthMax]}...";
    }
}
