using System.Globalization;
using System.Net;

namespace ScaleSim.WorkerImage.Settings;

/// <summary>Reads variables one by one and keeps every error, so that all of them are told at once.</summary>
/// <param name="lookup">Gives the value of a variable, or null.</param>
internal sealed class EnvironmentReader(Func<string, string?> lookup)
{
    private readonly List<string> _errors = [];

    /// <summary>What was wrong: what happened, why, what to do next, per variable.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>A text that must not be empty.</summary>
    public string Text(string name, string meaning)
    {
        var value = lookup(name);
        if (!string.IsNullOrWhiteSpace(value))
        {
            return value;
        }

        _errors.Add($"{name} is not set. It is {meaning}, and the worker can't guess it. "
            + "Set it in the worker's environment.");
        return "";
    }

    /// <summary>A whole number between two bounds, both included.</summary>
    public long Number(string name, string meaning, long smallest, long largest)
    {
        var text = Text(name, meaning);
        if (text.Length == 0)
        {
            return smallest;
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= smallest && value <= largest)
        {
            return value;
        }

        _errors.Add(string.Create(CultureInfo.InvariantCulture,
            $"{name} is '{text}'. It is {meaning}, a whole number from {smallest} to {largest}. "
            + $"Set it to such a number."));
        return smallest;
    }

    /// <summary>A TCP port.</summary>
    public int Port(string name, string meaning) => (int)Number(name, meaning, 1, IPEndPoint.MaxPort);

    /// <summary>An IP address; without a variable, <paramref name="otherwise"/> where there is such a value.</summary>
    public IPAddress Address(string name, string meaning, IPAddress? otherwise = null)
    {
        if (otherwise is not null && lookup(name) is null)
        {
            return otherwise;
        }

        var text = Text(name, meaning);
        if (text.Length == 0 || IPAddress.TryParse(text, out var address))
        {
            return text.Length == 0 ? IPAddress.None : IPAddress.Parse(text);
        }

        _errors.Add($"{name} is '{text}'. It is {meaning}, and that is no IP address. "
            + "Set it to one, such as 198.18.0.2.");
        return IPAddress.None;
    }

    /// <summary>A <c>host:port</c>.</summary>
    public string Endpoint(string name, string meaning)
    {
        var text = Text(name, meaning);
        if (text.Length > 0 && !IsEndpoint(text))
        {
            _errors.Add($"{name} is '{text}'. It is {meaning}, and that is not host:port. Set it like master:20000.");
        }

        return text;
    }

    /// <summary>A directory that exists.</summary>
    public string Directory(string name, string meaning)
    {
        var text = Text(name, meaning);
        if (text.Length > 0 && !System.IO.Directory.Exists(text))
        {
            _errors.Add($"{name} is '{text}'. It is {meaning}, and there is no such directory. "
                + $"Mount a ramdisk there or set {name} to one.");
        }

        return text;
    }

    private static bool IsEndpoint(string text) =>
        Uri.TryCreate($"http://{text}/", UriKind.Absolute, out var uri)
        && uri.PathAndQuery == "/" && uri.UserInfo.Length == 0 && text.LastIndexOf(':') > text.LastIndexOf(']')
        && uri.Port is > 0 and <= IPEndPoint.MaxPort;
}
