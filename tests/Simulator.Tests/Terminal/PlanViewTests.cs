using System.Text.Json;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Tests.Reports;
using ScaleSim.Core.Tests.Runs;
using ScaleSim.Simulator.Terminal;

namespace ScaleSim.Simulator.Tests.Terminal;

public sealed class PlanViewTests
{
    private static readonly ClusterPlan Plan = TestPlans.Of(workers: 5, perNode: 2) with
    {
        Warnings = ["The port 20001 is in use, so [rpc] moved to 20002."],
    };

    [Fact]
    public void Table_ShowsNodesMemoryAndWarnings() => Assert.Equal(
        """
        demo: 5 workers on 3 nodes, run 1a2b3c4d
        network 198.18.0.0/22, bridge ss-1a2b3c4d; ports reached directly at the nodes' addresses
        master 198.18.0.1:19998, inside master.demo.scalesim.internal

          node       address      workers   first         last          ports
        ─────────────────────────────────────────────────────────────────────────────
          node-001   198.18.0.2         2   worker-0001   worker-0002   20000-20003
          node-002   198.18.0.3         2   worker-0003   worker-0004   20000-20003
          node-003   198.18.0.4         1   worker-0005   worker-0005   20000-20001

        memory: idle 60 MiB = 5 × 36.4 MiB + 3 nodes × 4.4 MiB, of 8 GiB available
                full 280 MiB = 5 × 60.4 MiB + 3 nodes × 4.4 MiB, of 8 GiB available
        warning: The port 20001 is in use, so [rpc] moved to 20002.

        """,
        Render(Plan, OutputFormat.Table));

    [Fact]
    public void Table_OfManyNodes_IsCut()
    {
        string output = Render(TestPlans.Of(workers: 100, perNode: 1), OutputFormat.Table);

        Assert.Contains("node-040", output, StringComparison.Ordinal);
        Assert.DoesNotContain("node-041", output, StringComparison.Ordinal);
        Assert.Contains("and 60 more nodes; --format json or csv lists all", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Csv_HasALinePerWorker_WhateverTheWidth() => Assert.Equal(
        "index,name,fullName,container,group,node,address,ports,memoryLimitBytes\n"
        + "1,worker-0001,worker-0001.demo.scalesim.internal,demo-worker-0001,worker,node-001,198.18.0.2,"
        + "rpc=20000 data=20001,58720256\n",
        Render(TestPlans.Of(workers: 1), OutputFormat.Csv));

    [Fact]
    public void Csv_HasTheColumnsOfThePage() =>
        Assert.Equal(SpecPage.Names("plan.md", "--format csv"), PlanView.Csv.Names);

    [Fact]
    public void Json_HasTheFieldsOfThePage_AndNoSecrets()
    {
        var environment = new Dictionary<string, string> { ["API_TOKEN"] = "hunter2" };
        string json = Render(
            Plan with
            {
                Spec = Plan.Spec with { Groups = [Plan.Spec.Groups[0] with { Environment = environment }] },
                Master = Plan.Master with { Environment = environment },
            },
            OutputFormat.Json);

        using JsonDocument document = JsonDocument.Parse(json);
        Assert.DoesNotContain("hunter2", json, StringComparison.Ordinal);
        Assert.Equal(
            SpecPage.Names("plan.md", "--format json").Order(),
            JsonPaths.Of(document.RootElement, "spec", "master.environment", "examples[]", "workers[].ports").Order());
    }

    private static string Render(ClusterPlan plan, OutputFormat format)
    {
        TestConsole console = TestConsole.Pipe();
        PlanView.Write(console.Console, plan, format);
        return console.Output;
    }
}
