namespace ScaleSim.Core.Specs.Registrations;

/// <summary>
/// What a regular expression matches, anywhere in the answer; <c>^</c> and <c>$</c> are a line's ends.
/// </summary>
/// <param name="Pattern">
/// A .NET regular expression without backtracking. With groups, their texts joined by <c>:</c>; else the whole match.
/// </param>
public sealed record RegexSelectionSpec(string Pattern) : SelectionSpec;
