namespace ScaleSim.Core.Ports;

/// <summary>A worker's port: the name it has in the spec and the number that the plan gave it.</summary>
public readonly record struct NamedPort(string Name, int Number);
