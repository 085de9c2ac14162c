using System.Collections.Concurrent;
using System.Text;

namespace ScaleSim.EngineProxy;

/// <summary>Decides which call goes wrong, and counts. Safe for many connections at once.</summary>
internal sealed class FaultDice(FaultPlan plan)
{
    private readonly Lock _lock = new();
    private readonly int[] _counts = new int[plan.Rules.Count];
    private readonly Dictionary<string, int> _ordinals = [];
    private readonly Dictionary<string, int> _inARow = [];
    private readonly ConcurrentQueue<string> _log = new();

    public IReadOnlyList<string> Log => [.. _log];

    /// <summary>Does what the plan says is to be done before a call.</summary>
    public Task PrepareAsync(EngineCall call) => plan.Before?.Invoke(call) ?? Task.CompletedTask;

    public int CountOf(EngineFault fault)
    {
        lock (_lock)
        {
            return plan.Rules.Zip(_counts).Where(pair => pair.First.Fault == fault).Sum(pair => pair.Second);
        }
    }

    /// <returns>What goes wrong with this call; null for nothing.</returns>
    public FaultRule? Throw(EngineCall call)
    {
        lock (_lock)
        {
            string route = call.Route;
            int ordinal = _ordinals[route] = _ordinals.GetValueOrDefault(route) + 1;
            if (_inARow.GetValueOrDefault(call.Target) < plan.InARowMax && Choose(call, route, ordinal) is { } rule)
            {
                _log.Enqueue($"{rule.Fault}: {call.Target}");
                return rule;
            }

            _inARow.Remove(call.Target);
            return null;
        }
    }

    private FaultRule? Choose(EngineCall call, string route, int ordinal)
    {
        for (int i = 0; i < _counts.Length; i++)
        {
            FaultRule rule = plan.Rules[i];
            if (_counts[i] < rule.CountMax && rule.Applies(call) && Roll(i, route, ordinal) < rule.Probability)
            {
                _counts[i]++;
                if (rule.Fault != EngineFault.Delay)
                {
                    _inARow[call.Target] = _inARow.GetValueOrDefault(call.Target) + 1;
                }

                return rule;
            }
        }

        return null;
    }

    /// <summary>The same number from 0 to 1 for the same seed and call, in any process: FNV-1a, then a mixer.</summary>
    private double Roll(int rule, string route, int ordinal)
    {
        ulong hash = 14695981039346656037;
        foreach (byte octet in Encoding.UTF8.GetBytes($"{plan.Seed} {rule} {route} {ordinal}"))
        {
            hash = (hash ^ octet) * 1099511628211;
        }

        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
        return (hash ^ (hash >> 33)) / (double)ulong.MaxValue;
    }
}
