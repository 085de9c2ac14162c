using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Specs;

/// <summary>Finds what is wrong with a command and an environment, as execve(2) would see them.</summary>
internal static class ProgramValidator
{
    public static void ValidateCommand(string owner, IReadOnlyList<string> command, PlanErrors errors)
    {
        if (command.Count > 0 && command[0].Length == 0)
        {
            errors.Wrong(
                $"The command of {owner} begins with an empty word",
                $"its first of {command.Count} words is the program",
                "Name the program, or leave the command away");
        }

        for (int i = 0; i < command.Count; i++)
        {
            if (command[i].Contains('\0', StringComparison.Ordinal))
            {
                errors.Wrong(
                    $"Word {i + 1} of the command of {owner} holds a NUL character",
                    "a program's arguments end at the first one",
                    "Remove it");
            }
        }
    }

    /// <summary>The same for a command that has to have a program, with its placeholders.</summary>
    /// <param name="owner">Whose command, as the middle of a sentence.</param>
    public static void ValidateProgram(
        string owner, IReadOnlyList<string> command, IReadOnlyList<string> known, PlanErrors errors)
    {
        if (command.Count == 0)
        {
            errors.Wrong(
                $"The command of {owner} has 0 words",
                "its first word is the program that is run",
                "Give the program and its arguments");
        }

        ValidateCommand(owner, command, errors);
        TemplateValidator.Validate(owner, command, new Dictionary<string, string>(), known, errors);
    }

    public static void ValidateEnvironment(
        string owner, IReadOnlyDictionary<string, string> environment, PlanErrors errors)
    {
        foreach ((string name, string value) in environment)
        {
            if (name.Length == 0 || name.Any(character => character == '=' || char.IsControl(character)))
            {
                errors.Wrong(
                    $"Environment name '{name}' of {owner} can't be passed on",
                    "a name needs at least 1 character and may hold neither '=' nor control characters",
                    "Rename the variable");
            }

            if (value.Contains('\0', StringComparison.Ordinal))
            {
                errors.Wrong(
                    $"Environment variable '{name}' of {owner} holds a NUL character",
                    "a value ends at the first one",
                    "Remove it");
            }
        }
    }
}
