namespace ScaleSim.Core.Planning;

/// <summary>One life of a cluster.</summary>
/// <param name="Id">8 lower-case hexadecimal digits, new for each run.</param>
/// <param name="User">The host user who started it.</param>
/// <param name="Version">The version of ScaleSim that started it.</param>
public sealed record RunIdentity(string Id, string User, string Version);
