using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Specs;

/// <summary>Finds what is wrong with the path of a request.</summary>
internal static class HttpPathValidator
{
    /// <param name="subject">What the path is, as the beginning of a sentence.</param>
    public static void Validate(string subject, string path, PlanErrors errors)
    {
        if (!path.StartsWith('/') || path.Any(character => char.IsControl(character) || character == ' '))
        {
            errors.Wrong(
                $"{subject} is '{path}'",
                "a path begins with '/' and has no blanks",
                "Write it like /healthz");
        }
    }
}
