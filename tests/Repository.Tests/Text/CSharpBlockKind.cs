namespace ScaleSim.Repository.Tests.Text;

/// <summary>What a pair of braces belongs to.</summary>
internal enum CSharpBlockKind
{
    /// <summary>A namespace with braces.</summary>
    Namespace,

    /// <summary>A class, record, struct, interface or enum.</summary>
    Type,

    /// <summary>A method, constructor, property or event, right inside a type.</summary>
    Member,

    /// <summary>Anything else: a statement, an initializer, a lambda.</summary>
    Other,
}
