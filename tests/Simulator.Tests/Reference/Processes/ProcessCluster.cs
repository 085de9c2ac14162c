using System.Diagnostics;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Runs;
using ScaleSim.Core.Tests.Engines;

namespace ScaleSim.Simulator.Tests.Reference.Processes;

/// <summary>
/// A reference cluster of processes on loopback addresses: an engine without containers, enough for the checks that
/// kill and start. A worker's ramdisk is a directory that is emptied when the worker starts, as a tmpfs would be.
/// </summary>
internal sealed class ProcessCluster : UnsupportedEngine, IMasterControl
{
    private readonly ClusterPlan _plan;
    private readonly WorkerRenderer _renderer;
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("scalesim-reference-");
    private readonly Process?[] _workers;
    private Process? _master;

    public ProcessCluster(ClusterPlan plan)
    {
        Capabilities = new EngineCapabilities(Network: true, Exec: false, SharedShim: false);
        _plan = plan;
        _renderer = new WorkerRenderer(plan);
        _workers = new Process?[plan.Workers.Count];
    }

    public bool IsOwned => true;

    public int? ProcessId => _master?.Id;

    public void Start()
    {
        StartMaster();
        for (int index = 1; index <= _workers.Length; index++)
        {
            StartWorker(index);
        }
    }

    public async Task RestartAsync(bool kill, CancellationToken cancellationToken)
    {
        await EndAsync(_master!);
        StartMaster();
    }

    public override async Task ActAsync(
        string cluster, WorkerAction action, IReadOnlyCollection<int> workers, CancellationToken cancellationToken)
    {
        await Task.WhenAll(workers.Select(EndWorkerAsync));
        if (action == WorkerAction.Start)
        {
            foreach (int index in workers)
            {
                StartWorker(index);
            }
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_plan.Workers.Select(worker => EndWorkerAsync(worker.Index)));
        if (_master is not null)
        {
            await EndAsync(_master);
        }

        _directory.Delete(recursive: true);
        await base.DisposeAsync();
    }

    private static async Task EndAsync(Process process)
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private Task EndWorkerAsync(int index)
    {
        Process? process = _workers[index - 1];
        _workers[index - 1] = null;
        return process is null ? Task.CompletedTask : EndAsync(process);
    }

    private void StartMaster()
    {
        string[] arguments =
        [
            "--listen", _plan.Master.Endpoint, "--run", _plan.Run.Id,
            "--journal", Path.Combine(_directory.FullName, "journal"),
        ];
        _master = Run(new ProcessStartInfo(ReferencePrograms.Master, arguments), "master");
    }

    private void StartWorker(int index)
    {
        WorkerPlan worker = _plan.Workers[index - 1];
        string ramdisk = Path.Combine(_directory.FullName, worker.Name);
        if (Directory.Exists(ramdisk))
        {
            Directory.Delete(ramdisk, recursive: true);
        }

        Directory.CreateDirectory(ramdisk);
        RenderedWorker rendered = _renderer.Render(worker);
        var start = new ProcessStartInfo(ReferencePrograms.Worker, rendered.Command);
        foreach ((string name, string value) in rendered.Environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["SCALESIM_RAMDISK"] = ramdisk;
        start.Environment["SCALESIM_LISTEN"] = _plan.NodeOf(worker).Address.ToString();
        _workers[index - 1] = Run(start, worker.Name);
    }

    private Process Run(ProcessStartInfo start, string name)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        string log = Path.Combine(_directory.FullName, $"{name}.log");
        Process process = Process.Start(start)!;
        void Keep(string? line)
        {
            lock (_directory)
            {
                File.AppendAllText(log, line + Environment.NewLine);
            }
        }

        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
