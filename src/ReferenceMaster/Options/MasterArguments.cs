using System.Globalization;
using System.Net;

namespace ScaleSim.ReferenceMaster.Options;

/// <summary>Makes <see cref="MasterOptions"/> of arguments and, for what they leave out, of environment
/// variables.</summary>
internal sealed class MasterArguments
{
    /// <summary>What <c>--help</c> prints.</summary>
    public const string Help = """
usage: scalesim-reference-master --run ID [options]

  --run ID                the run that it serves; workers of another run are refused   SCALESIM_RUN
  --listen ADDR:PORT      where it listens; may be given several times                 SCALESIM_MASTER_LISTEN
                          (default 127.0.0.1:20000; the variable takes commas)
  --journal FILE          the file that its metadata survives in                       SCALESIM_MASTER_JOURNAL
  --replication N         replicas of a block, 1 to 10 (default 2)                     SCALESIM_MASTER_REPLICATION
  --expected-workers N    spreads heartbeats from the start                            SCALESIM_MASTER_EXPECTED_WORKERS
  --seed N                where its choices among equals come from                     SCALESIM_SEED
""";

    private static readonly Dictionary<string, string> VariableByOption = new(StringComparer.Ordinal)
    {
        ["--run"] = "SCALESIM_RUN",
        ["--listen"] = "SCALESIM_MASTER_LISTEN",
        ["--journal"] = "SCALESIM_MASTER_JOURNAL",
        ["--replication"] = "SCALESIM_MASTER_REPLICATION",
        ["--expected-workers"] = "SCALESIM_MASTER_EXPECTED_WORKERS",
        ["--seed"] = "SCALESIM_SEED",
    };

    private readonly Dictionary<string, List<string>> _values = [];
    private readonly List<string> _errors = [];

    private MasterArguments()
    {
    }

    /// <summary>Parses; the options are only good where <paramref name="errors"/> is empty.</summary>
    public static MasterOptions Parse(
        IReadOnlyList<string> args,
        Func<string, string?> variable,
        out IReadOnlyList<string> errors)
    {
        var parser = new MasterArguments();
        parser.ReadArguments(args);
        parser.ReadVariables(variable);
        var options = new MasterOptions
        {
            Run = parser.Last("--run") ?? parser.Missing("--run", "the id of the run that the workers also have"),
            Listen = parser.Endpoints(),
            Journal = parser.Last("--journal"),
            Replication = parser.Number("--replication", 2, 1, 10),
            ExpectedWorkers = parser.Number("--expected-workers", 0, 0, 100_000),
            Seed = parser.Number("--seed", 0, int.MinValue, int.MaxValue),
        };
        errors = parser._errors;
        return options;
    }

    private void ReadArguments(IReadOnlyList<string> args)
    {
        for (var i = 0; i < args.Count; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [var n, var v] ? (n, v) : (args[i], null);
            if (!VariableByOption.ContainsKey(name))
            {
                _errors.Add($"'{args[i]}' is no option. "
                    + $"The master knows {string.Join(", ", VariableByOption.Keys)}. See --help.");
            }
            else if ((value ?? args.ElementAtOrDefault(++i)) is { } given)
            {
                Add(name, given);
            }
            else
            {
                _errors.Add($"{name} has no value. It needs one after it. See --help.");
            }
        }
    }

    private void ReadVariables(Func<string, string?> variable)
    {
        foreach (var (name, variableName) in VariableByOption)
        {
            if (!_values.ContainsKey(name) && variable(variableName) is { Length: > 0 } value)
            {
                foreach (var part in name == "--listen" ? value.Split(',') : [value])
                {
                    Add(name, part.Trim());
                }
            }
        }
    }

    private void Add(string name, string value)
    {
        if (!_values.TryGetValue(name, out var values))
        {
            _values[name] = values = [];
        }

        values.Add(value);
    }

    private string? Last(string name) => _values.TryGetValue(name, out var values) ? values[^1] : null;

    private string Missing(string name, string meaning)
    {
        _errors.Add($"{name} is missing. It is {meaning}. Give {name} or set {VariableByOption[name]}.");
        return "";
    }

    private int Number(string name, int otherwise, int smallest, int largest)
    {
        if (Last(name) is not { } text)
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= smallest && value <= largest)
        {
            return value;
        }

        _errors.Add(string.Create(CultureInfo.InvariantCulture,
            $"{name} is '{text}'. It is a whole number from {smallest} to {largest}. "
            + $"Correct it or leave it out for {otherwise}."));
        return otherwise;
    }

    private List<IPEndPoint> Endpoints()
    {
        if (!_values.TryGetValue("--listen", out var texts))
        {
            return [new IPEndPoint(IPAddress.Loopback, 20000)];
        }

        var endpoints = new List<IPEndPoint>();
        foreach (var text in texts)
        {
            if (text.Contains(':', StringComparison.Ordinal) && IPEndPoint.TryParse(text, out var endpoint))
            {
                endpoints.Add(endpoint);
                continue;
            }

            _errors.Add($"--listen is '{text}'. It is an IP address and a port; names are not resolved, because a name "
                + "may mean an address that faces the world. Write it like 127.0.0.1:20000.");
        }

        return endpoints;
    }
}
