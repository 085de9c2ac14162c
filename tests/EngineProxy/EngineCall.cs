namespace ScaleSim.EngineProxy;

/// <summary>A request to the Engine as fault rules see it.</summary>
/// <param name="Path">Without the API version, such as <c>/containers/create</c>.</param>
/// <param name="Query">What follows the question mark; may be empty.</param>
public sealed record EngineCall(string Method, string Path, string Query)
{
    // After these comes a name or an ID, but for the words of Verbs.
    private static readonly string[] Nouns = ["containers", "networks", "images", "exec", "volumes"];
    private static readonly string[] Verbs = ["json", "create", "load", "prune"];

    /// <value>Whether it follows events; one with an end only reads what the Engine remembers.</value>
    public bool IsEvents => Path == "/events" && !Query.Contains("until=", StringComparison.Ordinal);

    public bool IsContainerCreate => this is { Method: "POST", Path: "/containers/create" };

    public bool IsNetworkCreate => this is { Method: "POST", Path: "/networks/create" };

    /// <value>Whether it asks for a change.</value>
    public bool IsChange => Method is not ("GET" or "HEAD");

    /// <value>The kind of call, whatever it is about: <c>POST /containers/*/start</c>.</value>
    public string Route
    {
        get
        {
            string[] parts = Path.Split('/');
            for (int i = 2; i < parts.Length; i++)
            {
                if (i == 2 && Nouns.Contains(parts[1]) && !Verbs.Contains(parts[i]))
                {
                    parts[i] = "*";
                }
            }

            return $"{Method} {string.Join('/', parts)}";
        }
    }

    /// <value>The very same call, told from others of its kind: a call that is tried again has the same.</value>
    public string Target => $"{Method} {Path}?{Query}";

    /// <param name="target">Of the request line: <c>/v1.41/containers/create?name=a</c>.</param>
    public static EngineCall Parse(string method, string target)
    {
        string[] sides = target.Split('?', 2);
        string path = sides[0];
        if (path.StartsWith("/v1.", StringComparison.Ordinal) && path.IndexOf('/', 1) is > 0 and int slash)
        {
            path = path[slash..];
        }

        return new EngineCall(method, path, sides.ElementAtOrDefault(1) ?? "");
    }
}
