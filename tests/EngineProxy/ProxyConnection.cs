using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ScaleSim.EngineProxy;

/// <summary>
/// One client's connection and its own to the Engine: call after call, until either closes or a fault.
/// </summary>
internal sealed class ProxyConnection(Stream client, Stream engine, FaultDice dice)
{
    // Within the size line and the first bytes of the first chunk, whatever it holds.
    private const int BytesOfChunks = 6;

    private readonly HttpSide _client = new(client);
    private readonly HttpSide _engine = new(engine);

    public async Task ServeAsync(CancellationToken cancellationToken)
    {
        while (await _client.ReadHeadAsync(cancellationToken) is { } request)
        {
            EngineCall call = EngineCall.Parse(request.Method, request.Target);
            await dice.PrepareAsync(call);
            FaultRule? fault = dice.Throw(call);
            bool goesOn = fault?.Fault is EngineFault.Refusal or EngineFault.NameConflict
                ? await RefuseAsync(request, fault, cancellationToken)
                : await PassAsync(request, fault, cancellationToken);
            if (!goesOn)
            {
                return;
            }
        }
    }

    /// <summary>A client that waits for 100 before it sends its body is refused with the connection.</summary>
    private async Task<bool> RefuseAsync(HttpHead request, FaultRule fault, CancellationToken cancellationToken)
    {
        if (!request.ExpectsContinue)
        {
            await _client.CopyRequestAsync(request, Stream.Null, cancellationToken);
        }

        // {"message":"Conflict. The container name \"/a\" is already in use by container \"0f...\". You have to remove
        // (or rename) that container to be able to reuse that name."}
        (int status, string message) = fault.Fault == EngineFault.NameConflict
            ? (409, $"Conflict. The container name is already in use by container \"{new string('0', 64)}\". You have "
                + "to remove (or rename) that container to be able to reuse that name.")
            : (fault.Status, fault.Message);
        string body = $"{{\"message\":{JsonSerializer.Serialize(message)}}}\n";
        string answer = string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {status} Injected\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n");
        string close = request.ExpectsContinue ? "Connection: close\r\n" : "";
        await client.WriteAsync(Encoding.ASCII.GetBytes($"{answer}{close}\r\n{body}"), cancellationToken);
        return !request.ExpectsContinue;
    }

    private async Task<bool> PassAsync(HttpHead request, FaultRule? fault, CancellationToken cancellationToken)
    {
        await engine.WriteAsync(request.Bytes, cancellationToken);
        Task upload = _client.CopyRequestAsync(request, engine, cancellationToken);
        HttpHead? answer = await _engine.ReadHeadAsync(cancellationToken);
        bool isSent = !request.ExpectsContinue;
        while (answer is { Status: 100 })
        {
            isSent = true;
            await client.WriteAsync(answer.Bytes, cancellationToken);
            answer = await _engine.ReadHeadAsync(cancellationToken);
        }

        if (answer is null)
        {
            return false;
        }

        if (answer.Status == 101)
        {
            await client.WriteAsync(answer.Bytes, cancellationToken);
            await CopyBothAsync(cancellationToken);
            return false;
        }

        if (!isSent)
        {
            // Refused before its body was asked for, which now never comes.
            await client.WriteAsync(answer.Bytes, cancellationToken);
            await _engine.CopyAnswerAsync(request, answer, client, cancellationToken);
            return false;
        }

        await upload;
        return await AnswerAsync(request, answer, fault, cancellationToken);
    }

    /// <summary>After an upgrade the connection is a plain stream in both directions.</summary>
    private async Task CopyBothAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task up = UpAsync();
        await _engine.CopyAllAsync(client, either.Token);
        await either.CancelAsync();
        await up.ContinueWith(
            _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

        async Task UpAsync()
        {
            await _client.CopyAllAsync(engine, either.Token);
            // The end of a program's input: the other direction goes on.
            (engine as System.Net.Sockets.NetworkStream)?.Socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
        }
    }

    private async Task<bool> AnswerAsync(
        HttpHead request, HttpHead answer, FaultRule? fault, CancellationToken cancellationToken)
    {
        switch (fault?.Fault)
        {
            case EngineFault.LostAnswer:
                await _engine.CopyAnswerAsync(request, answer, Stream.Null, cancellationToken);
                return false;
            case EngineFault.Reset:
                var cut = new CutStream(client, BytesUntilReset(answer));
                await cut.WriteAsync(answer.Bytes, cancellationToken);
                return await _engine.CopyAnswerAsync(request, answer, cut, cancellationToken);
            case EngineFault.CutStream:
                using (var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
                {
                    end.CancelAfter(fault.Delay);
                    await client.WriteAsync(answer.Bytes, cancellationToken);
                    return await WatchedAsync(
                        token => _engine.CopyAnswerAsync(request, answer, client, token), end.Token);
                }

            case EngineFault.StalledStream:
                await client.WriteAsync(answer.Bytes, cancellationToken);
                await WatchedAsync(
                    token => _engine.CopyAnswerAsync(request, answer, Stream.Null, token), cancellationToken);
                return false;
            case EngineFault.Delay:
                await Task.Delay(fault.Delay, cancellationToken);
                break;
        }

        await client.WriteAsync(answer.Bytes, cancellationToken);
        return await WatchedAsync(
            token => _engine.CopyAnswerAsync(request, answer, client, token), cancellationToken);
    }

    private static long BytesUntilReset(HttpHead answer) =>
        answer.IsChunked ? answer.Bytes.Length + BytesOfChunks
        : answer.Length is > 1 and { } length ? answer.Bytes.Length + (length / 2)
        : answer.Bytes.Length / 2;

    /// <summary>Copies an answer, and ends early where its reader goes: an Engine may be silent for hours.</summary>
    private async Task<bool> WatchedAsync(Func<CancellationToken, Task<bool>> copy, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<bool> copying = copy(either.Token);
        Task<bool> closing = _client.HasClosedAsync(either.Token);
        if (await Task.WhenAny(copying, closing) == closing && await closing)
        {
            await either.CancelAsync();
        }

        bool goesOn = await copying;
        await either.CancelAsync();
        await closing.ContinueWith(
            _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return goesOn;
    }
}
