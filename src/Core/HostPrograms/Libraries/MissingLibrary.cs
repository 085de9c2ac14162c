namespace ScaleSim.Core.HostPrograms.Libraries;

/// <summary>A library that a loader would look for in vain.</summary>
/// <param name="Name">What it is asked for by.</param>
/// <param name="Chain">Who needs whom, from the program to this library.</param>
/// <param name="Rejected">Files of that name that the loader passes over, and why; empty where there are none.</param>
internal sealed record MissingLibrary(string Name, string Chain, string Rejected);
