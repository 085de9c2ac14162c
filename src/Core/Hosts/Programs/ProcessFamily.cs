using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ScaleSim.Core.Hosts.Programs;

/// <summary>
/// A program and all that it starts, also what detaches itself from it: each inherits a mark in its environment, so
/// that all can be ended together. What clears its environment and detaches itself too is out of reach.
/// </summary>
public sealed class ProcessFamily
{
    /// <value>The variable that carries the mark.</value>
    public const string Variable = "SCALESIM_FAMILY";

    // Each look may find what was forked during the one before.
    private const int LooksMax = 5;
    private const string Proc = "/proc";

    private readonly byte[] _entry;

    /// <param name="mark">Unlike any other family's.</param>
    public ProcessFamily(string mark)
    {
        Mark = mark;
        _entry = Encoding.UTF8.GetBytes($"{Variable}={mark}\0");
    }

    public string Mark { get; }

    /// <summary>A mark that nobody else has.</summary>
    public static ProcessFamily Create() => new(Guid.NewGuid().ToString("N"));

    /// <summary>
    /// Ends by SIGKILL what is left of it: the first process, its descendants and all that bears the mark.
    /// </summary>
    /// <param name="first">Null when it has ended.</param>
    public void Kill(Process? first)
    {
        try
        {
            first?.Kill(entireProcessTree: true);
        }
        catch (Exception failure) when (failure is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended meanwhile, or some of its children did.
        }

        for (int look = 0; look < LooksMax && KillMarked() > 0; look++)
        {
        }
    }

    /// <summary>The processes that bear the mark now; none where there is no <c>/proc</c>.</summary>
    public IReadOnlyList<int> Members() => !Directory.Exists(Proc)
        ? []
        : [.. Directory.EnumerateDirectories(Proc)
            .Select(path => int.TryParse(
                Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : 0)
            .Where(id => id > 0 && id != Environment.ProcessId && IsMarked(id))];

    private int KillMarked()
    {
        int killed = 0;
        foreach (int id in Members())
        {
            try
            {
                using Process member = Process.GetProcessById(id);
                member.Kill();
                killed++;
            }
            catch (Exception failure) when (
                failure is ArgumentException or InvalidOperationException or Win32Exception)
            {
                // It ended between the look and the signal.
            }
        }

        return killed;
    }

    /// <summary><c>/proc/812/environ</c> is <c>PATH=/bin\0SCALESIM_FAMILY=1f2e...\0</c>; a zombie's is empty.</summary>
    private bool IsMarked(int id)
    {
        try
        {
            byte[] environment = File.ReadAllBytes(
                string.Create(CultureInfo.InvariantCulture, $"{Proc}/{id}/environ"));
            return environment.AsSpan().IndexOf(_entry) >= 0;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
