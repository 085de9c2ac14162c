using System.Text.RegularExpressions;
using ScaleSim.Repository.Tests.Text;

namespace ScaleSim.Repository.Tests.Rules;

/// <summary>
/// A script can be run as it is, and stops at its first error: bash with 'set -euo pipefail', or where bash may be
/// missing sh, which has no pipefail, with 'set -eu'. One that others source says so in its first lines
/// ("Sourced ..., never run"), sets no options and can't be run.
/// </summary>
internal sealed partial class ScriptsRule : IRule
{
    public IEnumerable<Violation> Check(RepositoryFiles repository) =>
        from file in repository.Files
        where file.Path == ".ci/run" || Path.GetExtension(file.Path) == ".sh"
        from message in IsSourced(file) ? CheckSourced(file, repository) : CheckRun(file, repository)
        select new Violation(file.Path, 0, message);

    private static bool IsSourced(TextFile file) => file.Lines.Take(3).Any(line => Sourced().IsMatch(line));

    private static IEnumerable<string> CheckSourced(TextFile file, RepositoryFiles repository)
    {
        if (repository.IsExecutable?.Invoke(file.Path) == true)
        {
            yield return "is sourced by others but can be run. Take the bit away: chmod -x";
        }

        if (StopsAtErrors().IsMatch(file.Content))
        {
            yield return "is sourced by others but sets options for them. Leave 'set' to the script that is run.";
        }
    }

    private static IEnumerable<string> CheckRun(TextFile file, RepositoryFiles repository)
    {
        bool isPlain = file.Lines[0] == "#!/bin/sh";
        if (!isPlain && file.Lines[0] != "#!/usr/bin/env bash")
        {
            yield return "does not start with '#!/usr/bin/env bash' or '#!/bin/sh'.";
        }

        if (!(isPlain ? PlainStopsAtErrors() : StopsAtErrors()).IsMatch(file.Content))
        {
            yield return $"does not set {(isPlain ? "-eu" : "-euo pipefail")}, so it goes on after an error.";
        }

        if (repository.IsExecutable?.Invoke(file.Path) == false)
        {
            yield return "can't be run. Give it the bit: chmod +x";
        }
    }

    [GeneratedRegex(@"^# Sourced\b.*\bnever run\b")]
    private static partial Regex Sourced();

    [GeneratedRegex(@"^set -euo pipefail$", RegexOptions.Multiline)]
    private static partial Regex StopsAtErrors();

    [GeneratedRegex(@"^set -eu$", RegexOptions.Multiline)]
    private static partial Regex PlainStopsAtErrors();
}
