using ScaleSim.Core.Hosts;

namespace ScaleSim.Core.Engines;

/// <summary>The world changed between the plan and its start. With the fact added, another plan may work.</summary>
public sealed class PlanConflictException : EngineException
{
    public PlanConflictException()
    {
    }

    public PlanConflictException(string message)
        : base(message)
    {
    }

    public PlanConflictException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <value>A subnet that turned out to be taken.</value>
    public Ipv4Network? Subnet { get; init; }

    /// <value>A port that turned out to be taken.</value>
    public int? Port { get; init; }
}
