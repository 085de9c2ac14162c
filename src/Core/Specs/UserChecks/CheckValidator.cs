using System.Text.RegularExpressions;
using ScaleSim.Core.Checks;
using ScaleSim.Core.Names;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Selectors;

namespace ScaleSim.Core.Specs.UserChecks;

/// <summary>Finds what is wrong with the user's own checks on any machine.</summary>
internal static partial class CheckValidator
{
    private static readonly TimeSpan TimeMax = TimeSpan.FromDays(1);

    public static void Validate(ClusterSpec spec, PlanErrors errors)
    {
        string[] ofWorkers = [.. spec.Groups.SelectMany(Placeholders.ForWorker).Distinct()];
        foreach (CheckSpec check in spec.Checks)
        {
            ValidateName(check.Name, errors);
            ValidateTimes(check, errors);
            ValidateAction(spec, check, ofWorkers, errors);
            ValidateExpectation(check, check is HostCheckSpec ? Placeholders.ForMaster() : ofWorkers, errors);
        }

        foreach (string name in Duplicates.Of(spec.Checks.Select(check => check.Name)))
        {
            errors.Wrong(
                $"Check name '{name}' is used {spec.Checks.Count(check => check.Name == name)} times",
                "reports tell checks apart by their names",
                "Rename all but one");
        }
    }

    private static void ValidateName(string name, PlanErrors errors)
    {
        if (DnsLabel.Explain(name) is { } why)
        {
            errors.Wrong($"Check name '{name}' is not a DNS label", why, "Name the check like writes-are-read");
        }
        else if (GeneralChecks.All.Any(check => check.Name == name))
        {
            errors.Wrong(
                $"Check name '{name}' is taken",
                "one of the general checks, which are made of every cluster, is called so",
                "Name the check otherwise");
        }
    }

    private static void ValidateTimes(CheckSpec check, PlanErrors errors)
    {
        if (check.Retry < TimeSpan.Zero || check.Retry > TimeMax)
        {
            errors.Wrong(
                FormattableString.Invariant($"Check '{check.Name}' is tried again for {check.Retry.TotalSeconds} s"),
                FormattableString.Invariant($"it can be 0 s (one try) to {TimeMax.TotalSeconds} s"),
                "Give a time such as 30s");
        }

        if (check.Timeout <= TimeSpan.Zero || check.Timeout > TimeMax)
        {
            errors.Wrong(
                FormattableString.Invariant($"A try of check '{check.Name}' may take {check.Timeout.TotalSeconds} s"),
                FormattableString.Invariant($"it has to be above 0 s and at most {TimeMax.TotalSeconds} s"),
                "Give a time such as 30s");
        }
    }

    private static void ValidateAction(
        ClusterSpec spec, CheckSpec check, IReadOnlyList<string> ofWorkers, PlanErrors errors)
    {
        string place = $"check '{check.Name}'";
        switch (check)
        {
            case HostCheckSpec host:
                ProgramValidator.ValidateProgram(place, host.Command, Placeholders.ForMaster(), errors);
                break;
            case WorkerCheckSpec workers:
                ProgramValidator.ValidateProgram(place, workers.Command, ofWorkers, errors);
                ValidateWorkers(check.Name, workers.Workers, errors);
                break;
            case HttpCheckSpec http:
                ValidatePort(spec, check.Name, http.Port, errors);
                HttpPathValidator.Validate($"The path of check '{check.Name}'", http.Path, errors);
                TemplateValidator.Validate($"the path of {place}", http.Path, ofWorkers, errors);
                ValidateWorkers(check.Name, http.Workers, errors);
                break;
            case TcpCheckSpec tcp:
                ValidatePort(spec, check.Name, tcp.Port, errors);
                ValidateWorkers(check.Name, tcp.Workers, errors);
                break;
        }
    }

    private static void ValidatePort(ClusterSpec spec, string check, string port, PlanErrors errors)
    {
        string[] known = [.. spec.Groups.SelectMany(group => group.Ports).Select(known => known.Name).Distinct()];
        if (!known.Contains(port))
        {
            string meant = NearestWord.Of(port, known) is { } near ? $"Did you mean {near}? Name" : "Name";
            errors.Wrong(
                $"Check '{check}' asks at port '{port}'",
                $"the {known.Length} ports of the workers are called: {string.Join(", ", known)}",
                $"{meant} one of them, or add the port");
        }
    }

    private static void ValidateWorkers(string check, string workers, PlanErrors errors)
    {
        if (string.IsNullOrWhiteSpace(workers))
        {
            errors.Wrong(
                $"Check '{check}' is made of the workers '{workers}'",
                "nobody is chosen by that",
                "Write all, 5%, 10 random, group:NAME or 1-99");
            return;
        }

        try
        {
            _ = WorkerSelector.Parse(workers);
        }
        catch (SelectorException exception)
        {
            errors.Wrong(
                $"Check '{check}' is made of the workers '{workers}'",
                exception.Message.TrimEnd('.'),
                "Correct the check's 'workers'");
        }
    }

    private static void ValidateExpectation(CheckSpec check, IReadOnlyList<string> known, PlanErrors errors)
    {
        string place = $"what check '{check.Name}' expects";
        if (check.Expect.Contains is { } contains)
        {
            TemplateValidator.Validate(place, contains, known, errors);
        }

        if (check.Expect.Matches is { } pattern)
        {
            PatternValidator.ValidateRegex(place, pattern, errors);
        }

        if (check.Expect.Number is { } number)
        {
            TemplateValidator.Validate(place, number, known, errors);
            if (!Comparison().IsMatch(number))
            {
                errors.Wrong(
                    $"Check '{check.Name}' expects the number '{number}'",
                    "a comparison is one of ==, !=, <, <=, >, >= and a number or a placeholder",
                    "Write it like '>= 3' or '== {cluster.workers}'");
            }
        }
    }

    // >= 3, == {cluster.workers}, < -0.5
    [GeneratedRegex(@"^\s*(==|!=|<=|>=|<|>)\s*(-?[0-9]+(\.[0-9]+)?|\{[^{}]+\})\s*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Comparison();
}
