using ScaleSim.Simulator.Commands;
using ScaleSim.Simulator.Launch;
using ScaleSim.Simulator.Terminal;

return await CommandLine.RunAsync(args, new CommandContext(LaunchServices.Create(), TerminalConsoles.Create()));
