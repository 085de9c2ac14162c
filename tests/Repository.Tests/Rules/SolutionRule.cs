namespace ScaleSim.Repository.Tests.Rules;

/// <summary>Every project is in ScaleSim.sln: what is not built there is not tested either.</summary>
internal sealed class SolutionRule : IRule
{
    private const string Solution = "ScaleSim.sln";

    public IEnumerable<Violation> Check(RepositoryFiles repository)
    {
        string solution = repository.Find(Solution)?.Content.Replace('\\', '/') ?? "";
        return
            from project in repository.Projects
            where !solution.Contains($"\"{project.Path}\"", StringComparison.Ordinal)
            select new Violation(
                project.Path, 0, $"is not in {Solution}. Add it: dotnet sln {Solution} add {project.Path}");
    }
}
