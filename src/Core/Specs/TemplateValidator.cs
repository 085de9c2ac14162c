using ScaleSim.Core.Names;
using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Specs;

/// <summary>Finds braces that don't pair and placeholders that nothing stands behind.</summary>
internal static class TemplateValidator
{
    public static void Validate(
        string owner,
        IReadOnlyList<string> command,
        IReadOnlyDictionary<string, string> environment,
        IReadOnlyList<string> known,
        PlanErrors errors)
    {
        for (int i = 0; i < command.Count; i++)
        {
            Validate($"word {i + 1} of the command of {owner}", command[i], known, errors.At($"command[{i}]"));
        }

        foreach ((string name, string value) in environment)
        {
            Validate(
                $"environment variable '{name}' of {owner}", value, known, errors.At($"environment.{name}"));
        }
    }

    /// <param name="place">Where the text stands, as the middle of a sentence.</param>
    public static void Validate(string place, string text, IReadOnlyList<string> known, PlanErrors errors)
    {
        if (!Template.TryParse(text, out Template template, out string? error))
        {
            errors.Wrong($"The braces in {place} don't pair", $"{error}", "Write {{ and }} for literal braces");
        }

        foreach (TemplateExpression sum in template.Expressions.Where(
            expression => expression.IsArithmetic
                && known.Contains(expression.Name)
                && !Placeholders.IsNumber(expression.Name)))
        {
            errors.Wrong(
                $"Placeholder {{{sum.Name}}} in {place} is summed or padded",
                "it is a text, and only numbers such as {worker.index} can be",
                $"Write {{{sum.Name}}} alone");
        }

        foreach (string placeholder in template.Placeholders.Where(name => !known.Contains(name)).Distinct())
        {
            string meant = NearestWord.Of(placeholder, known) is { } near ? $"Did you mean {{{near}}}? For" : "For";
            errors.Wrong(
                $"Placeholder {{{placeholder}}} in {place} is unknown",
                $"the {known.Count} known here are {string.Join(", ", known.Select(name => $"{{{name}}}"))}",
                $"{meant} literal braces write {{{{ and }}}}");
        }
    }
}
