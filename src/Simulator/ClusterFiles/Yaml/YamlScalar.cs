namespace ScaleSim.Simulator.ClusterFiles.Yaml;

/// <summary>A text, number, truth value or nothing: what it is depends on the key that it belongs to.</summary>
/// <param name="text">As it was written, without quotes.</param>
/// <param name="isPlain">Whether it was written without quotes and not as a block.</param>
internal sealed class YamlScalar(FilePosition position, string text, bool isPlain) : YamlValue(position)
{
    public string Text { get; } = text;

    public bool IsPlain { get; } = isPlain;

    /// <value>Nothing, in the words of YAML 1.2's core schema.</value>
    public bool IsNull => IsPlain && Text is ("" or "~" or "null" or "Null" or "NULL");

    public override int Size => 1;

    public override string Kind => IsNull ? "empty" : $"'{FileErrors.Shown(Text)}'";
}
