using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace ScaleSim.Simulator.Keeper;

/// <summary>
/// One connection's requests, answered in order. Whoever asks for the next thing, or is gone, no longer waits for the
/// one before: that one is given up.
/// </summary>
/// <param name="answer">Its token is cancelled when nobody waits for the answer any more.</param>
/// <param name="answered">Called once the answer is on its way, or nobody is there to get it.</param>
/// <param name="gone">Called as soon as the other side has closed, whatever is under way.</param>
internal sealed class KeeperDialogue(
    Func<KeeperRequest, CancellationToken, Task<KeeperReply>> answer, Action<KeeperRequest> answered, Action gone)
{
    /// <exception cref="IOException">The connection broke, or a line is too long.</exception>
    /// <exception cref="JsonException">A line is no request.</exception>
    public async Task RunAsync(Socket connection, CancellationToken cancellationToken)
    {
        await using var stream = new NetworkStream(connection, ownsSocket: true);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var lines = new KeeperLines(reader);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\n" };
        try
        {
            Task<KeeperRequest?> next = ReadAsync(lines, cancellationToken);
            while (await next is { } request)
            {
                next = ReadAsync(lines, cancellationToken);
                try
                {
                    KeeperReply reply = await AnswerAsync(request, next, cancellationToken);
                    string line = JsonSerializer.Serialize(reply, KeeperJsonContext.Default.KeeperReply);
                    await writer.WriteLineAsync(line.AsMemory(), cancellationToken);
                    await writer.FlushAsync(cancellationToken);
                }
                finally
                {
                    answered(request);
                }
            }
        }
        finally
        {
            gone();
        }
    }

    private static async Task<KeeperRequest?> ReadAsync(KeeperLines lines, CancellationToken cancellationToken) =>
        await lines.ReadAsync(cancellationToken) is { } line
            ? JsonSerializer.Deserialize(line, KeeperJsonContext.Default.KeeperRequest)
            : null;

    private async Task<KeeperReply> AnswerAsync(
        KeeperRequest request, Task<KeeperRequest?> next, CancellationToken cancellationToken)
    {
        using var givenUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<KeeperReply> answering = answer(request, givenUp.Token);
        if (await Task.WhenAny(answering, next) != answering)
        {
            if (!next.IsCompletedSuccessfully || await next is null)
            {
                gone();
            }

            await givenUp.CancelAsync();
        }

        return await answering;
    }
}
