namespace ScaleSim.Docker.Tests.Api.Fakes;

/// <summary>The head of a request that a <see cref="ScriptedServer"/> received.</summary>
internal sealed record ScriptedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The path without API version and query.</summary>
    public string Path
    {
        get
        {
            var path = Target.Split('?')[0];
            return path.StartsWith("/v1.", StringComparison.Ordinal) ? path[path.IndexOf('/', 1)..] : path;
        }
    }

    /// <summary>Such as <c>1.41</c>; null for requests without a version.</summary>
    public string? Version => Target.StartsWith("/v1.", StringComparison.Ordinal) ? Target.Split('/')[1][1..] : null;

    /// <summary>A query parameter, unescaped; null where it is not there.</summary>
    public string? Query(string name)
    {
        var query = Target.Contains('?', StringComparison.Ordinal) ? Target.Split('?', 2)[1] : "";
        return query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(parameter => parameter.Split('=', 2))
            .Where(parameter => parameter[0] == name)
            .Select(parameter => Uri.UnescapeDataString(parameter[1]))
            .FirstOrDefault();
    }
}
