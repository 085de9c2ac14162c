using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Capacity;

/// <summary>Divides what there is among workers.</summary>
public static class WorkerCount
{
    /// <summary>
    /// The most workers whose shares together are no more than what is available; no more than one cluster may have
    /// (<see cref="ClusterSpec.WorkersMax"/>), which is also the answer for workers that take nothing.
    /// </summary>
    /// <param name="perWorker">What one takes; less than 0 counts as 0.</param>
    /// <param name="available">In the same unit.</param>
    public static int Fitting(double perWorker, double available)
    {
        if (perWorker <= 0)
        {
            return available >= 0 ? ClusterSpec.WorkersMax : 0;
        }

        // A quotient is rounded; the product decides.
        int count = (int)Math.Clamp(Math.Floor(available / perWorker), 0, ClusterSpec.WorkersMax);
        while (count < ClusterSpec.WorkersMax && (count + 1) * perWorker <= available)
        {
            count++;
        }

        while (count > 0 && count * perWorker > available)
        {
            count--;
        }

        return count;
    }
}
