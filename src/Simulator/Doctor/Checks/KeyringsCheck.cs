using ScaleSim.Core.Hosts;
using ScaleSim.Simulator.Doctor.Host;

namespace ScaleSim.Simulator.Doctor.Checks;

/// <summary>The user whom the containers belong to may have a session keyring for each.</summary>
internal sealed class KeyringsCheck : MachineCheck
{
    private static readonly Uri Link = new("https://github.com/opencontainers/runc/issues/726");

    public override string Name => "keyrings";

    protected override DoctorResult Check(DoctorContext context)
    {
        string prefix = IsOwnedByRoot(context) ? "root_" : "";
        long containers = context.Demand.Containers;
        DoctorLimit?[] limits =
        [
            Limit(context.Files, prefix + "maxkeys", containers, "keyrings, one per container"),
            Limit(context.Files, prefix + "maxbytes", containers * DoctorCosts.KeyringBytes, "bytes of keyrings"),
        ];
        DoctorLimit[] known = [.. limits.OfType<DoctorLimit>()];
        return known.Length == 0
            ? Unreadable("/proc/sys/kernel/keys")
            : DoctorLimit.Judge(
                Name, known, "Beyond it: \"could not create session key: disk quota exceeded\".", Link);
    }

    private static bool IsOwnedByRoot(DoctorContext context) =>
        DaemonProcess.Find(context.Files, context.EngineSocket) is not { } daemon
        || (daemon.ReadUser(context.Files) is null or 0 && !DaemonSettings.Read(context.Files, daemon).RemapsUsers);

    private static DoctorLimit? Limit(IHostFiles files, string key, long need, string what) =>
        files.ReadNumber($"/proc/sys/kernel/keys/{key}") is not { } max
            ? null
            : new DoctorLimit(
                $"{Figures.Count(need)} {what}; kernel.keys.{key} is {Figures.Count(max)}.",
                need,
                max,
                Figures.Sysctl($"kernel.keys.{key}", 4 * need));
}
