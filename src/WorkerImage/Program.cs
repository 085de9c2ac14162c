using ScaleSim.WorkerImage;
using ScaleSim.WorkerImage.Sandbox;

return args switch
{
    ["worker"] => WorkerVerb.Run(Console.Error),
    ["pause"] => PauseVerb.Run(),
    ["pause", "resolve", _, ..] => ResolveVerb.Run(args.AsSpan(2), Console.Out, Console.Error),
    ["pause", "connect", _, ..] => ConnectVerb.Run(args.AsSpan(2), Console.Out, Console.Error),
    _ => Usage.Show(args, Console.Error),
};
