using System.Net;

namespace ScaleSim.Core.Engines;

/// <summary>A node as the engine sees it now.</summary>
public sealed record NodeState(int Index, string Name, ContainerStatus Status, IPAddress? Address);
