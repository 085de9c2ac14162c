namespace ScaleSim.Simulator.ClusterFiles.Yaml;

/// <summary>A place in a file.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1, in characters.</param>
internal readonly record struct FilePosition(int Line, int Column) : IComparable<FilePosition>
{
    public static FilePosition Start { get; } = new(1, 1);

    public int CompareTo(FilePosition other) =>
        Line != other.Line ? Line.CompareTo(other.Line) : Column.CompareTo(other.Column);
}
