using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Specs;

/// <summary>Finds what is wrong with the path of a request.</summary>
internal static class HttpPathValidator
{
    /// <param name="subject">What the path is, as the beginning of a sentence.</param>
    public static void Validate(string subject, string path, PlanErrors errors)
    {
        // A sum between braces may have blanks.
        string literal = Template.TryParse(path, out Template template, out _) ? template.Render(_ => "0") : path;
        if (!literal.StartsWith('/') || literal.Any(character => char.IsControl(character) || character == ' '))
        {
            errors.Wrong(
                $"{subject} is '{path}'",
                "a path begins with '/' and has no blanks",
                "Write it like /healthz");
        }
    }
}
