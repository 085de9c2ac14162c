namespace ScaleSim.EndToEnd;

/// <summary>
/// On a class whose tests leave orphans, which the next command of any test on the same Engine would remove, or clean
/// up whatever is orphaned: they use <see cref="Engines.OrphansEngine"/>, and without root run <see cref="Alone"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class LeavesOrphansAttribute : Attribute;
