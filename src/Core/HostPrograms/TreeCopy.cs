namespace ScaleSim.Core.HostPrograms;

/// <summary>A directory of this machine on its way into the image.</summary>
/// <param name="Source">As the user has listed it.</param>
/// <param name="HostRoot">Without links.</param>
/// <param name="ImageRoot">Without links.</param>
internal sealed record TreeCopy(string Source, string HostRoot, string ImageRoot, EntryAttributes Attributes);
