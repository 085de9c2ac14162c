using System.Net.Sockets;
using ScaleSim.ReferenceMaster;
using ScaleSim.ReferenceMaster.Journals;
using ScaleSim.ReferenceMaster.Logs;
using ScaleSim.ReferenceMaster.Options;

if (args is ["--help"] or ["-h"])
{
    await Console.Out.WriteLineAsync(MasterArguments.Help);
    return ExitCodes.Ok;
}

var options = MasterArguments.Parse(args, Environment.GetEnvironmentVariable, out var errors);
foreach (var error in errors)
{
    await Console.Error.WriteLineAsync(error);
}

if (errors.Count > 0)
{
    return ExitCodes.Usage;
}

try
{
    await using var master = new MasterServer(options, TimeProvider.System, ConsoleLog.Add);
    await master.StartAsync(CancellationToken.None);
    await master.WaitForStopAsync(CancellationToken.None);
    return ExitCodes.Ok;
}
catch (JournalException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return ExitCodes.Failed;
}
catch (Exception exception) when (exception is IOException or SocketException)
{
    await Console.Error.WriteLineAsync($"The master can't start: {exception.Message} Its addresses must be this "
        + "machine's and its ports free. Choose others with --listen.");
    return ExitCodes.Failed;
}
