using ScaleSim.Core.Runs;
using ScaleSim.Core.Specs.UserChecks;

namespace ScaleSim.Core.Checks.Users;

/// <summary>A port of each of the chosen workers accepts a connection from the host.</summary>
internal sealed class TcpUserCheck(TcpCheckSpec spec) : UserCheck(spec)
{
    protected override int Concurrency => 32;

    protected override IUserTry Prepare(CheckContext context) => new WorkersTry(
        context.Plan,
        HttpUserCheck.ChosenWith(context, spec.Workers, spec.Port),
        Concurrency,
        $"port {spec.Port}",
        (worker, stop) => ReadinessProbe.TryAsync(
            context.Http,
            WorkerEndpoints.AddressFromHost(context.Plan, worker).ToString(),
            worker.PortOf(spec.Port),
            look: null,
            spec.Timeout,
            context.Time,
            stop));
}
