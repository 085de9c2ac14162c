using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using ScaleSim.ReferenceProtocol.Workers;
using ScaleSim.WorkerImage;
using ScaleSim.WorkerImage.Settings;

namespace ScaleSim.Reference.Tests.Clusters;

/// <summary>A worker that can be stopped and started, with or without what it held.</summary>
internal sealed class TestWorker
{
    private ReferenceWorker? _worker;

    public TestWorker(string name, int index, string run, string master, TestRamdisk ramdisk)
    {
        Ramdisk = ramdisk;
        Settings = new WorkerSettings
        {
            Name = name,
            Index = index,
            Host = $"{name}.test.scalesim.internal",
            Address = IPAddress.Loopback.ToString(),
            Listen = IPAddress.Loopback,
            Ports = new WorkerPorts(0, 0),
            Ramdisk = ramdisk.Directory,
            MemoryBytes = 32 << 20,
            Master = master,
            Run = run,
            Seed = 1,
        };
    }

    public WorkerSettings Settings { get; private set; }

    public TestRamdisk Ramdisk { get; }

    public Uri DataUri => new($"http://127.0.0.1:{Settings.Ports.Data}");

    public Uri WebUri => new($"http://127.0.0.1:{Settings.Ports.Web}");

    /// <summary>Starts, on the ports that it had before if it ran before, else on ports that nobody has.</summary>
    public async Task StartAsync()
    {
        while (true)
        {
            var isNew = Settings.Ports.Data == 0;
            var settings = isNew ? Settings with { Ports = TestPorts.Next() } : Settings;
            var worker = new ReferenceWorker(settings, Ramdisk, NullLoggerFactory.Instance);
            try
            {
                await worker.StartAsync(CancellationToken.None);
                (Settings, _worker) = (settings, worker);
                return;
            }
            catch (IOException) when (isNew)
            {
                // Another program has one of these ports: try the next.
                await worker.DisposeAsync();
            }
        }
    }

    /// <summary>Stops at once, as a killed worker does.</summary>
    public async Task StopAsync()
    {
        if (_worker is not null)
        {
            await _worker.DisposeAsync();
            _worker = null;
        }
    }

    /// <summary>Stops and forgets, as a worker whose container was killed.</summary>
    public async Task KillAsync()
    {
        await StopAsync();
        Ramdisk.Clear();
    }
}
