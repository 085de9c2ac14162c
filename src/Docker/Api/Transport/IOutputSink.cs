namespace ScaleSim.Docker.Api.Transport;

/// <summary>Takes one of the two streams of a container's or exec's output, piece by piece.</summary>
internal interface IOutputSink
{
    void Append(ReadOnlySpan<byte> bytes);
}
