using Spectre.Console;
using Spectre.Console.Rendering;

namespace ScaleSim.Simulator.Terminal;

/// <summary>The last lines of a terminal, drawn over again with each change; what was drawn last stays.</summary>
internal sealed class LiveScreen(IAnsiConsole console)
{
    private LiveDisplayContext? _context;
    private TaskCompletionSource? _end;
    private Task? _running;
    private IRenderable? _last;

    public void Show(IRenderable content)
    {
        _last = content;
        if (_context is null)
        {
            Begin(content);
        }

        _context!.UpdateTarget(content);
    }

    /// <summary>Leaves the terminal with its cursor below what was drawn last.</summary>
    public async Task EndAsync()
    {
        if (_running is not null)
        {
            _end!.SetResult();
            await _running;
            _running = null;
            _context = null;
            console.Write(_last!);
        }
    }

    /// <summary>
    /// The display calls back before it first waits, so the context is there when this returns. It never shrinks and
    /// cuts what is higher than the terminal, so at its end it is cleared, and its last content written as it is.
    /// </summary>
    private void Begin(IRenderable content)
    {
        _end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _running = console.Live(content)
            .AutoClear(true)
            .Overflow(VerticalOverflow.Ellipsis)
            .Cropping(VerticalOverflowCropping.Top)
            .StartAsync(context =>
            {
                _context = context;
                return _end.Task;
            });
    }
}
