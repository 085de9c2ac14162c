using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;

namespace ScaleSim.Simulator.Doctor.Checks;

/// <summary>The engine does not give parts of 198.18.0.0/15 to other people's networks.</summary>
internal sealed class AddressPoolsCheck : EngineSettingCheck
{
    private static readonly Uri Link =
        new("https://docs.docker.com/engine/network/drivers/bridge/#default-address-pools");

    public override string Name => "address-pools";

    protected override DoctorResult Check(EngineFacts engine, DoctorContext context)
    {
        string[] ours =
        [
            .. engine.AddressPools.Where(pool =>
                Ipv4Network.TryParse(pool, out Ipv4Network network) && network.Overlaps(SubnetChooser.Block)),
        ];
        return ours.Length == 0
            ? DoctorResult.Ok(
                Name,
                $"Each cluster names its own part of {SubnetChooser.Block}; the engine's pools are not used.")
            : DoctorResult.Warning(
                Name, $"The engine gives {string.Join(", ", ours)} to any network, and clusters take from it too.") with
            {
                Reason = "Other networks take what clusters need: fewer of those find room, and a start now and then "
                    + "has to plan again.",
                Fix = $"Leave {SubnetChooser.Block} out of default-address-pools in /etc/docker/daemon.json.",
                Link = Link,
            };
    }
}
