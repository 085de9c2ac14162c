namespace ScaleSim.Core.HostPrograms.Libraries;

/// <summary>The rules by which a C library's loader finds libraries.</summary>
internal interface ILoader
{
    /// <summary>Files that may be the library, in the order in which the loader tries them.</summary>
    /// <param name="name">Without a slash in it.</param>
    /// <param name="needing">What needs it.</param>
    IEnumerable<FoundLibrary> Candidates(string name, LoadedObject needing);

    /// <summary>Whether the loader itself takes the place of a library of this name.</summary>
    bool IsBuiltIn(string name);

    /// <summary>What a path with <c>$ORIGIN</c> and its like in it means; null where it means nothing.</summary>
    SearchDirectory? Expand(string path, LoadedObject of);
}
