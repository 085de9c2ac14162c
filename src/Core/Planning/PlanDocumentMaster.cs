using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Planning;

/// <summary>The master of a <see cref="PlanDocument"/>.</summary>
public sealed record PlanDocumentMaster(
    string Name,
    string Host,
    int Port,
    IReadOnlyList<string> Command,
    IReadOnlyDictionary<string, string> Environment)
{
    public static PlanDocumentMaster Of(MasterPlan master) => new(
        master.Name, master.Host, master.Port, master.Command, SecretMask.Mask(master.Environment));
}
