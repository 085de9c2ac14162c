using System.Globalization;

namespace ScaleSim.Simulator.Keeper;

/// <summary>The keeper's own log: a few lines over a cluster's life, in its folder.</summary>
internal sealed class KeeperLog(string path, TimeProvider time)
{
    private readonly Lock _lock = new();

    public void Write(string line)
    {
        lock (_lock)
        {
            try
            {
                File.AppendAllText(
                    path, string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():O} {line}\n"));
            }
            catch (IOException)
            {
                // A full disk must not end what the line is about.
            }
        }
    }
}
