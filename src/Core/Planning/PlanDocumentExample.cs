using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Planning;

/// <summary>What one worker of a group runs, in a <see cref="PlanDocument"/>.</summary>
public sealed record PlanDocumentExample(
    string Worker, string Image, IReadOnlyList<string> Command, IReadOnlyDictionary<string, string> Environment)
{
    public static PlanDocumentExample Of(WorkerPlan worker, RenderedWorker rendered) => new(
        worker.Name, worker.Group.Image.ToString(), rendered.Command, SecretMask.Mask(rendered.Environment));
}
