using ScaleSim.Core.Engines;

namespace ScaleSim.Docker.Engine;

/// <summary>What the kernel wrote of a process that it killed for want of memory.</summary>
/// <param name="Victim">The control group of the killed process.</param>
/// <param name="Group">The control group that was at its limit; null where the whole machine had nothing left.</param>
internal sealed record OutOfMemoryKill(string Victim, string? Group)
{
    // Another's kill of long ago says nothing of this moment.
    private static readonly TimeSpan SharedLag = TimeSpan.FromSeconds(5);

    /// <value>When, by the machine's own clock, which begins with its start; null where the log has no times.</value>
    public TimeSpan? SinceBoot { get; init; }

    /// <value>How long ago that was; null where the log has no times.</value>
    public TimeSpan? Age => SinceBoot is { } time ? TimeSpan.FromMilliseconds(Environment.TickCount64) - time : null;

    /// <value>All that the group at its limit used; null where it is not said.</value>
    public long? UseBytes { get; init; }

    /// <value>That group's limit; null where it is not said.</value>
    public long? LimitBytes { get; init; }

    /// <value>The part of the use on tmpfs and in shared memory; null where it is not said.</value>
    public long? SharedBytes { get; init; }

    // Between a kill and what the Engine makes of it, where memory is short.
    private static TimeSpan Lag => TimeSpan.FromSeconds(60) + Drift;

    // The clock of the kernel's log is not steered by NTP, the system's is: they part, by less than a ten-thousandth.
    private static TimeSpan Drift => TimeSpan.FromMilliseconds(Environment.TickCount64 / 10_000.0);

    /// <value>Whether it was just now: a container's lines in the log are of all its lives.</value>
    public bool IsRecent => Age is { } age && age.Duration() < Lag;

    /// <summary>Whether it was about at a moment of the past.</summary>
    public bool IsNear(DateTimeOffset moment, DateTimeOffset now) =>
        Age is { } age && (now - age - moment).Duration() < Lag;

    /// <summary>Whether it was no more than some seconds before a moment, or later.</summary>
    public bool IsJustBefore(DateTimeOffset moment, DateTimeOffset now) =>
        Age is { } age && now - age > moment - SharedLag - Drift;

    /// <param name="container">The id of the killed process's container.</param>
    public MemoryShortage ShortageOf(string container) =>
        Group is null ? new MemoryShortage(MemoryShortage.Machine)
        : IsAtLimitOf(container) ? new MemoryShortage(MemoryShortage.Worker) { LimitBytes = LimitBytes }
        : new MemoryShortage(Group) { LimitBytes = LimitBytes };

    /// <summary>Whether a container's own limit was reached, or that of a group inside of it.</summary>
    public bool IsAtLimitOf(string container) => Group?.Contains(container, StringComparison.Ordinal) == true;
}
