using Microsoft.Win32.SafeHandles;
using ScaleSim.ReferenceProtocol.Blocks;

namespace ScaleSim.WorkerImage.Blocks;

/// <summary>A block that was just verified, open for reading; it stays readable when it is deleted meanwhile.</summary>
/// <param name="Info">What it is.</param>
/// <param name="File">Its file; the bytes begin after the header.</param>
internal sealed record OpenBlock(BlockInfo Info, SafeFileHandle File) : IDisposable
{
    public void Dispose() => File.Dispose();
}
