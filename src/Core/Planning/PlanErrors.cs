namespace ScaleSim.Core.Planning;

/// <summary>Collects every reason why a spec can't become a plan, each in three parts.</summary>
internal sealed class PlanErrors
{
    private const int PartLengthMax = 1000;

    // One list for all scopes.
    private readonly List<PlanError> _errors;

    private readonly string? _path;

    public PlanErrors()
        : this([], null)
    {
    }

    private PlanErrors(List<PlanError> errors, string? path)
    {
        _errors = errors;
        _path = path;
    }

    /// <value>Every error of every scope.</value>
    public IReadOnlyList<PlanError> All => _errors;

    /// <summary>
    /// The same errors, seen from a place below this one: what is added there carries the place as its path.
    /// </summary>
    /// <param name="place">
    /// In the words of a cluster file, such as <c>groups[0]</c>, <c>ports[2]</c>, <c>environment.HOME</c> or
    /// <c>ready.http.path</c>.
    /// </param>
    public PlanErrors At(string place) => new(_errors, _path is null ? place : $"{_path}.{place}");

    /// <summary>Something that is wrong on any machine (exit 2).</summary>
    /// <param name="what">What is wrong, with its value.</param>
    /// <param name="why">What is allowed or needed.</param>
    /// <param name="next">What to do.</param>
    public void Wrong(string what, string why, string next) => Add(what, why, next, onThisMachine: false);

    /// <summary>Something that another machine or engine could carry (exit 4).</summary>
    public void TooMuch(string what, string why, string next) => Add(what, why, next, onThisMachine: true);

    /// <exception cref="PlanException">There was at least one error.</exception>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
        {
            throw new PlanException(_errors);
        }
    }

    private void Add(string what, string why, string next, bool onThisMachine) =>
        _errors.Add(new PlanError($"{Visible(what)}; {Visible(why)}. {next}.", onThisMachine, _path));

    /// <summary>Values come from files and command lines; a message is one line of a length that can be read.</summary>
    private static string Visible(string part)
    {
        string cut = part.Length <= PartLengthMax
            ? part
            : string.Concat(part.AsSpan(0, PartLengthMax / 2), " … ", part.AsSpan(part.Length - (PartLengthMax / 2)));
        return string.Concat(cut.Select(character => char.IsControl(character) ? '\uFFFD' : character));
    }
}
