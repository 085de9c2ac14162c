namespace ScaleSim.Core.HostPrograms.Libraries;

/// <summary>Names in library paths that a loader replaces: <c>$ORIGIN</c> or <c>${ORIGIN}</c>.</summary>
internal static class PathTokens
{
    public static bool Has(string path, string token) => Replace(path, token, "") != path;

    /// <summary><c>$ORIGINAL</c> is not <c>$ORIGIN</c>: a token without braces ends where a name ends.</summary>
    public static string Replace(string path, string token, string value)
    {
        int from = 0;
        while (path.IndexOf('$', from) is var at and >= 0)
        {
            int length = LengthAt(path, at, token);
            if (length == 0)
            {
                from = at + 1;
                continue;
            }

            path = string.Concat(path.AsSpan(0, at), value, path.AsSpan(at + length));
            from = at + value.Length;
        }

        return path;
    }

    private static int LengthAt(string path, int at, string token)
    {
        ReadOnlySpan<char> rest = path.AsSpan(at);
        if (rest.StartsWith($"${{{token}}}"))
        {
            return token.Length + 3;
        }

        int length = token.Length + 1;
        bool isToken = rest.StartsWith($"${token}")
            && (rest.Length == length || !(char.IsAsciiLetterOrDigit(rest[length]) || rest[length] == '_'));
        return isToken ? length : 0;
    }
}
