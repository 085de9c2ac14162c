namespace ScaleSim.Repository.Tests;

/// <summary>A rule of this repository. CONTRIBUTING.md says why each is there.</summary>
internal interface IRule
{
    /// <summary>Every place that breaks the rule.</summary>
    IEnumerable<Violation> Check(RepositoryFiles repository);
}
