using ScaleSim.Core;
using ScaleSim.Core.Engines;

namespace ScaleSim.Simulator.Doctor.Checks;

/// <summary>Docker Desktop's virtual machine is large enough: containers get no more.</summary>
internal sealed class VirtualMachineCheck : EngineSettingCheck
{
    private static readonly Uri Link =
        new("https://docs.docker.com/desktop/settings-and-maintenance/settings/#resources");

    public override string Name => "virtual-machine";

    protected override DoctorResult Check(EngineFacts engine, DoctorContext context)
    {
        if (!engine.IsDesktop)
        {
            return DoctorResult.Ok(
                Name, engine.IsLocal ? "None: containers run on this machine's kernel." : "None of Docker Desktop's.");
        }

        long need = context.Demand.MemoryIdleBytes;
        string message = $"Docker Desktop's virtual machine has {ByteSize.Format(engine.MemoryBytes)} and "
            + $"{Figures.Count(engine.Cores, "core")}; {Figures.Count(context.Demand.Workers, "worker")} take "
            + $"{ByteSize.Format(need)} idle.";
        return need <= engine.MemoryBytes
            ? DoctorResult.Ok(Name, message)
            : DoctorResult.Failed(Name, message) with
            {
                Reason = "Workers get what the virtual machine was given, whatever the computer has beside it.",
                Fix = "In Docker Desktop: Settings, Resources, Memory limit. Then apply and restart.",
                Link = Link,
            };
    }
}
