using System.Globalization;
using ScaleSim.Core.Registrations;

namespace ScaleSim.Core.Checks.Users;

/// <summary>A comparison with a number: <c>&gt;= 3</c>, <c>== 100</c>, <c>!= 0</c>.</summary>
internal sealed record NumberComparison(string Sign, double Number)
{
    // The longer ones first: '>=' begins with '>'.
    private static readonly string[] Signs = [">=", "<=", "==", "!=", ">", "<", "="];

    /// <summary>A number alone is compared by <c>==</c>.</summary>
    public static bool TryParse(string text, out NumberComparison comparison)
    {
        string trimmed = text.Trim();
        string sign = Array.Find(Signs, each => trimmed.StartsWith(each, StringComparison.Ordinal)) ?? "";
        bool isRead = Selections.TryNumber(trimmed[sign.Length..], out double number);
        comparison = new NumberComparison(sign is "" or "=" ? "==" : sign, number);
        return isRead;
    }

    public bool Holds(double value) => Sign switch
    {
        ">=" => value >= Number,
        "<=" => value <= Number,
        "!=" => value != Number,
        ">" => value > Number,
        "<" => value < Number,
        _ => value == Number,
    };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sign} {Number}");
}
