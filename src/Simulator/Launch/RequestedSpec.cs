using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;
using ScaleSim.Simulator.ClusterFiles;
using ScaleSim.Simulator.Reference;

namespace ScaleSim.Simulator.Launch;

/// <summary>What the user asked for: a cluster file or the reference system, with the flags over it.</summary>
internal static class RequestedSpec
{
    /// <exception cref="PlanException">The spec is wrong on any machine; before any engine is asked.</exception>
    /// <exception cref="CommandException">A flag does not fit the file.</exception>
    public static ClusterSpec Of(ClusterFile? file, SpecFlags flags)
    {
        if (file is null)
        {
            return flags.Override(ReferenceSystem.CreateSpec(new ReferenceOptions
            {
                Name = flags.Name ?? "",
                Workers = RunOptions.DefaultWorkers,
                ExternalMasterHost = flags.Master?.Host,
                MasterPort = flags.Master?.Port ?? ReferenceOptions.DefaultMasterPort,
            }));
        }

        ClusterSpec spec = flags.Override(file.Spec);
        IReadOnlyList<PlanError> errors = SpecErrors.Of(spec);
        return errors.Count == 0 ? spec : throw file.Locate(new PlanException(errors));
    }
}
