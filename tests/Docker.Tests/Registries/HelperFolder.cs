using ScaleSim.Docker.Registries;

namespace ScaleSim.Docker.Tests.Registries;

/// <summary>A folder for PATH with a credential helper of a test's own, and a config.json beside it.</summary>
internal sealed class HelperFolder : IDisposable
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

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
    public HelperFolder WithHelper(string name, string script)
    {
        var path = _directory.Write(
            $"programs/docker-credential-{name}",
            $"#!/bin/sh\n[ \"$1\" = get ] || exit 9\nread -r server\n{script}\n");
        System.IO.File.SetUnixFileMode(path, Executable);
        return this;
    }

    public CredentialHelper Helper(TimeSpan? timeout = null) =>
        new(name => this[name], timeout ?? TimeSpan.FromMinutes(2), TimeProvider.System);

    public RegistryCredentials Credentials() => new(name => this[name], _directory.File("home"), Helper());

    public void Dispose() => _directory.Dispose();
}
