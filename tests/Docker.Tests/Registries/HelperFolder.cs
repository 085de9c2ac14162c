using ScaleSim.Docker.Registries;

namespace ScaleSim.Docker.Tests.Registries;

/// <summary>A folder for PATH with a credential helper of a test's own, and a config.json beside it.</summary>
internal sealed class HelperFolder : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Dictionary<string, string> _variables = [];

    public HelperFolder()
    {
        Directory.CreateDirectory(Programs);
        _variables["PATH"] = $"{Programs}:/usr/bin:/bin";
    }

    /// <summary>What is on PATH first.</summary>
    public string Programs => _directory.File("programs");

    public string? this[string variable]
    {
        get => _variables.GetValueOrDefault(variable);
        set => _variables[variable] = value!;
    }

    public string File(string name) => _directory.File(name);

    public HelperFolder WithConfig(string json)
    {
        _directory.Write("home/.docker/config.json", json);
        return this;
    }

    /// <summary>The script sees the server's name in <c>$server</c>.</summary>
    public HelperFolder WithHelper(string name, string script) =>
        WithProgram(name, $"#!/bin/sh\n[ \"$1\" = get ] || exit 9\nread -r server\n{script}\n");

    /// <summary>
    /// Another process writes the program: while a test beside this one starts a process of its own, that one holds
    /// whatever this process has open for writing, and what is open for writing can't be run ("Text file busy").
    /// </summary>
    public HelperFolder WithProgram(string name, string text)
    {
        string source = _directory.Write($"texts/{name}", text);
        Directory.CreateDirectory(Programs);
        using var install = System.Diagnostics.Process.Start(
            "install", ["-m", "700", source, Path.Combine(Programs, $"docker-credential-{name}")]);
        install.WaitForExit();
        Assert.Equal(0, install.ExitCode);
        return this;
    }

    public CredentialHelper Helper(TimeSpan? timeout = null) =>
        new(name => this[name], timeout ?? TimeSpan.FromMinutes(2), TimeProvider.System);

    public RegistryCredentials Credentials() => new(name => this[name], _directory.File("home"), Helper());

    public void Dispose() => _directory.Dispose();
}
