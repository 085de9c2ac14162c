namespace ScaleSim.Core.Hosts.Files;

/// <summary>What the kernel says of a file.</summary>
/// <param name="Mode">Type and permissions, inode(7).</param>
/// <param name="Links">How many names it has.</param>
/// <param name="User">Its owner's number.</param>
/// <param name="Group">Its group's number.</param>
public readonly record struct FileStatus(ushort Mode, long SizeBytes, uint Links, uint User, uint Group);
