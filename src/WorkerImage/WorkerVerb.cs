using System.Net.Sockets;
using ScaleSim.WorkerImage.Blocks;
using ScaleSim.WorkerImage.Logs;
using ScaleSim.WorkerImage.Sandbox;
using ScaleSim.WorkerImage.Settings;

namespace ScaleSim.WorkerImage;

/// <summary>The worker as a process.</summary>
internal static class WorkerVerb
{
    public static int Run(TextWriter error)
    {
        using var signal = new StopSignal();
        var settings = WorkerSettingsReader.Read(Environment.GetEnvironmentVariable, out var errors);
        foreach (var message in errors)
        {
            error.WriteLine(message);
        }

        if (errors.Count > 0)
        {
            return ExitCodes.Usage;
        }

        HeapLimit.Apply(settings.MemoryBytes);
        return ServeAsync(settings, signal, error).GetAwaiter().GetResult();
    }

    private static async Task<int> ServeAsync(WorkerSettings settings, StopSignal signal, TextWriter error)
    {
        using var loggers = new StderrLoggerFactory(error, TimeProvider.System);
        var worker = new ReferenceWorker(settings, new Ramdisk(settings.Ramdisk), loggers);
        try
        {
            await worker.StartAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception is IOException or SocketException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"{settings.Name} can't start: {exception.Message} Its ports must be free and "
                + "its ramdisk writable. Look at what else uses them on this node.");
            return ExitCodes.Failed;
        }

        // A signal ends the process at once: everything that a worker has is on a ramdisk that ends with it.
        await await Task.WhenAny(signal.Stopped, worker.Running);
        Log.Stopped(loggers);
        return ExitCodes.Ok;
    }
}
