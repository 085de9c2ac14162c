using System.Text.RegularExpressions;
using ScaleSim.Repository.Tests.Text;

namespace ScaleSim.Repository.Tests.Rules;

/// <summary>
/// References point inward: Simulator → engines → Core. Core references nothing of ours, the reference system only
/// its protocol, and nothing but tests references Simulator.
/// </summary>
internal sealed partial class ProjectReferencesRule : IRule
{
    public IEnumerable<Violation> Check(RepositoryFiles repository) =>
        from project in repository.Projects
        from Match match in Reference().Matches(project.Content)
        let target = match.Groups["name"].Value
        where !IsAllowed(project, target)
        select project.At(
            project.LineIndexOf(match.Index),
            $"references {target}, which is not further inward. Move what both need to Core.");

    private static bool IsAllowed(TextFile project, string target) => project.IsUnder("tests") ||
        Path.GetFileNameWithoutExtension(project.Path) switch
        {
            "Core" or "ReferenceProtocol" => false,
            "Simulator" => target != "Simulator",
            "WorkerImage" or "ReferenceMaster" => target == "ReferenceProtocol",
            _ => target == "Core",
        };

    [GeneratedRegex(@"<ProjectReference\s+Include=""[^""]*?(?<name>[\w.]+?)\.csproj""")]
    private static partial Regex Reference();
}
