using System.Globalization;
using System.Text;
using ScaleSim.Core.Engines;

namespace ScaleSim.Core.Runs;

/// <summary>The words that say how a worker died.</summary>
internal static class DeathText
{
    /// <param name="death">As the stream told it.</param>
    /// <param name="shortage">Whose memory ran out; null where nobody knows.</param>
    /// <param name="facts">What the engine knew afterwards; null where it was not asked.</param>
    /// <returns>
    /// For example <c>ended with exit code 3; the engine starts it again, 2 of 5 times</c>, or <c>ran out of memory
    /// with exit code 137, at its limit of 44 MiB; 16 MiB of it were on ramdisks of 16 MiB</c>.
    /// </returns>
    public static string Of(EngineEvent death, bool outOfMemory, MemoryShortage? shortage, DeathFacts? facts)
    {
        var text = new StringBuilder(outOfMemory ? "ran out of memory" : "ended");
        if ((death.ExitCode ?? facts?.ExitCode) is int code)
        {
            text.Append(CultureInfo.InvariantCulture, $" with exit code {code}");
        }

        if (!string.IsNullOrEmpty(death.Detail))
        {
            text.Append(": ").Append(death.Detail);
        }

        if (outOfMemory)
        {
            text.Append(shortage switch
            {
                { IsAboveWorker: true } => Above(shortage, facts),
                { } => Own(facts ?? new DeathFacts()),
                null => ShortageText.Unknown(facts?.MemoryLimitBytes, facts?.RamdiskLimitBytes ?? 0),
            });
        }

        return text.Append(Restart(facts)).ToString();
    }

    private static string Above(MemoryShortage shortage, DeathFacts? facts) =>
        $", not at its own limit{Limit(facts)}: {ShortageText.Whose(shortage)} ({ShortageText.Remedy(shortage)})";

    private static string Limit(DeathFacts? facts) =>
        facts?.MemoryLimitBytes is long bytes ? $" of {ByteSize.Format(bytes)}" : "";

    private static string Own(DeathFacts facts)
    {
        string limit = facts.MemoryLimitBytes is not null ? $", at its limit{Limit(facts)}" : "";
        string use = facts switch
        {
            { MemoryUseBytes: long all, RamdiskUseBytes: long ramdisk } =>
                $"; it used {ByteSize.Format(all)} at its peak, {ByteSize.Format(ramdisk)} of it on ramdisks"
                + (facts.RamdiskLimitBytes > 0 ? $" of {ByteSize.Format(facts.RamdiskLimitBytes)}" : ""),
            { MemoryUseBytes: long all } => $"; it used {ByteSize.Format(all)} at its peak",
            { RamdiskLimitBytes: > 0 } =>
                $", its ramdisks of {ByteSize.Format(facts.RamdiskLimitBytes)} included",
            _ => "",
        };
        return limit + use;
    }

    private static string Restart(DeathFacts? facts) => facts switch
    {
        { IsRestarted: true } => string.Create(
            CultureInfo.InvariantCulture,
            $"; the engine starts it again, {facts.Restarts} of {facts.RestartsMax} times"),
        { RestartsMax: > 0 } when facts.Restarts >= facts.RestartsMax => string.Create(
            CultureInfo.InvariantCulture,
            $"; a crash loop, given up after {facts.Restarts} restarts (restart: on-failure:{facts.RestartsMax})"),
        _ => "",
    };
}
