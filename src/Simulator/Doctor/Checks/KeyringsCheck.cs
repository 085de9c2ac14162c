using ScaleSim.Core.Hosts;

namespace ScaleSim.Simulator.Doctor.Checks;

/// <summary>The user whom the containers belong to may have a session keyring for each.</summary>
internal sealed class KeyringsCheck() : LimitsCheck(
    "keyrings",
    [HostLimitKind.Keyrings, HostLimitKind.KeyringBytes],
    "/proc/sys/kernel/keys",
    "Beyond it: \"could not create session key: disk quota exceeded\".",
    new Uri("https://github.com/opencontainers/runc/issues/726"));
