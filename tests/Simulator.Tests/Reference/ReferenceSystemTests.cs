using System.Globalization;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;
using ScaleSim.Simulator.Reference;

namespace ScaleSim.Simulator.Tests.Reference;

public sealed class ReferenceSystemTests
{
    [Fact]
    public void Spec_BecomesAPlan_WithTwoPortsAndARamdiskEach()
    {
        ClusterPlan plan = ReferencePlans.Create(12);

        Assert.Equal(12, plan.Workers.Count);
        Assert.All(plan.Workers, worker => Assert.Equal(["data", "web"], worker.Ports.Select(port => port.Name)));
        Assert.Equal("/ramdisk", Assert.Single(plan.Workers[0].Group.Ramdisks).Path);
    }

    [Fact]
    public void Spec_TellsTheWorkerWhatItAsksFor_WhenItIsRendered()
    {
        ClusterPlan plan = ReferencePlans.Create(12);
        WorkerPlan worker = plan.Workers[6];

        IReadOnlyDictionary<string, string> environment = new WorkerRenderer(plan).Render(worker).Environment;

        Assert.Equal("worker-0007", environment["SCALESIM_WORKER_NAME"]);
        Assert.Equal("7", environment["SCALESIM_WORKER_INDEX"]);
        Assert.Equal(plan.NodeOf(worker).Address.ToString(), environment["SCALESIM_WORKER_ADDRESS"]);
        Assert.Equal(
            worker.PortOf("data").ToString(CultureInfo.InvariantCulture), environment["SCALESIM_PORT_DATA"]);
        Assert.Equal(plan.Master.Endpoint, environment["SCALESIM_MASTER"]);
        Assert.Equal("33554432", environment["SCALESIM_MEMORY"]);
        Assert.Equal("0badcafe", environment["SCALESIM_RUN"]);
    }

    [Fact]
    public void MasterCommand_ListensAtTheGateway_AndKeepsAJournal()
    {
        ClusterPlan plan = ReferencePlans.Create(12);

        IReadOnlyList<string> command = plan.Master.Command;

        Assert.Equal(ReferenceSystem.MasterProgram, command[0]);
        Assert.Equal($"{plan.Network.Gateway}:19998", command[command.ToList().IndexOf("--listen") + 1]);
        Assert.Equal("0badcafe", command[command.ToList().IndexOf("--run") + 1]);
        Assert.Equal("12", command[command.ToList().IndexOf("--expected-workers") + 1]);
        Assert.Equal(["--journal", ReferenceSystem.JournalFile], command.TakeLast(2));
    }

    [Fact]
    public void Master_IsExternal_WhenAHostIsGiven()
    {
        ClusterSpec spec = ReferenceSystem.CreateSpec(new ReferenceOptions
        {
            Name = "demo",
            Workers = 3,
            ExternalMasterHost = "192.0.2.7",
            MasterPort = 5000,
        });

        var master = Assert.IsType<ExternalMasterSpec>(spec.Master);
        Assert.Equal(("192.0.2.7", 5000, "/metrics"), (master.Host, master.Port, master.MetricsPath));
    }
}
