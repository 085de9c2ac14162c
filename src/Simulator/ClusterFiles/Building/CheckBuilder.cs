using ScaleSim.Core.Specs.UserChecks;
using ScaleSim.Simulator.ClusterFiles.Model;

namespace ScaleSim.Simulator.ClusterFiles.Building;

/// <summary>The user's own checks.</summary>
internal static class CheckBuilder
{
    private const string All = "all";

    public static IReadOnlyList<CheckSpec> Build(
        IReadOnlyDictionary<string, CheckKeys>? checks, FileContext context) =>
        checks is null ? [] : [.. checks.Select(check => Build(check.Key, check.Value, context)).OfType<CheckSpec>()];

    private static CheckSpec? Build(string name, CheckKeys keys, FileContext context)
    {
        CheckSpec? check = Alternatives.One(keys, FileErrors.Shown(name), context.Errors, "exec", "http", "tcp") switch
        {
            "exec" when keys is { Exec: { } command, Workers: { } workers } =>
                new WorkerCheckSpec { Name = name, Command = command.Items, Workers = workers },
            "exec" when keys.Exec is { } command =>
                new HostCheckSpec { Name = name, Command = context.HostCommand(command.Items) },
            "http" when keys.Http is { Port: { } port, Path: { } path } =>
                new HttpCheckSpec { Name = name, Port = port, Path = path, Workers = keys.Workers ?? All },
            "tcp" when keys.Tcp is { } port =>
                new TcpCheckSpec { Name = name, Port = port, Workers = keys.Workers ?? All },
            _ => null,
        };
        if (check is null)
        {
            return null;
        }

        return check with
        {
            Expect = keys.Expect is { } expect
                ? new ExpectationSpec
                {
                    Code = expect.Code,
                    Contains = expect.Contains,
                    Matches = expect.Matches,
                    Number = expect.Number,
                }
                : check.Expect,
            Retry = keys.Retry ?? check.Retry,
            Timeout = keys.Timeout ?? check.Timeout,
        };
    }
}
