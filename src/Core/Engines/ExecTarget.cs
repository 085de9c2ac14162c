namespace ScaleSim.Core.Engines;

/// <summary>Where a command runs.</summary>
/// <param name="IsNode">True for the node with this index, false for the worker.</param>
public readonly record struct ExecTarget(bool IsNode, int Index)
{
    public static ExecTarget Node(int index) => new(true, index);

    public static ExecTarget Worker(int index) => new(false, index);
}
