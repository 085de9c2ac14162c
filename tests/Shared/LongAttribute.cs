namespace ScaleSim.Tests;

/// <summary>
/// On a class that takes most of a minute or more: it begins before others, so that nobody waits for it alone.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class LongAttribute : Attribute;
