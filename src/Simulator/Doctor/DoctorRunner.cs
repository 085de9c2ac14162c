namespace ScaleSim.Simulator.Doctor;

/// <summary>Runs all checks side by side. One that throws or hangs never hides what the others found.</summary>
internal sealed class DoctorRunner(IReadOnlyList<IDoctorCheck> checks, TimeProvider time)
{
    /// <value>What a check may take. They read a few small files; only a disk that hangs takes longer.</value>
    public static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(5);

    /// <value>What all of them may take, repairs included.</value>
    public static readonly TimeSpan TotalTimeout = TimeSpan.FromSeconds(20);

    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<DoctorReport> RunAsync(DoctorContext context, CancellationToken cancellationToken)
    {
        using CancellationTokenSource total = new(TotalTimeout, time);
        using CancellationTokenSource linked =
            CancellationTokenSource.CreateLinkedTokenSource(total.Token, cancellationToken);
        DoctorResult[] results =
            await Task.WhenAll(checks.Select(check => ExamineAsync(check, context, linked.Token)));
        if (context.Repair == DoctorRepairMode.Apply && results.Any(result => result.Repair is not null))
        {
            results = await LookAgainAsync(results, context.Again(), linked.Token);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return new DoctorReport(context.Demand, results, context.Engine is not null);
    }

    private async Task<DoctorResult> ExamineAsync(
        IDoctorCheck check, DoctorContext context, CancellationToken cancellationToken)
    {
        DoctorResult found = await RunOneAsync(check, context, cancellationToken);
        return context.Repair != DoctorRepairMode.None
            && found.Status is DoctorStatus.Warning or DoctorStatus.Failed
            && RepairOf(check, found) is { } repair
                ? await RepairAsync(found, repair, context, cancellationToken)
                : found;
    }

    private static IDoctorRepair? RepairOf(IDoctorCheck check, DoctorResult found) =>
        check as IDoctorRepair ?? (found.Settings.Any(setting => setting.IsLow) ? new SettingsRepair() : null);

    private async Task<DoctorResult> RepairAsync(
        DoctorResult found, IDoctorRepair repair, DoctorContext context, CancellationToken cancellationToken)
    {
        DoctorRepair done;
        try
        {
            done = await BoundAsync(token => repair.RepairAsync(context, found, token), cancellationToken);
        }
        catch (Exception exception)
        {
            done = new DoctorRepair($"Not repaired: {exception.Message}", IsRefused: true);
        }

        return found with { Repair = done.Text, IsRepairRefused = done.IsRefused };
    }

    // All of them: what one check has put right may be what another complained of.
    private async Task<DoctorResult[]> LookAgainAsync(
        DoctorResult[] before, DoctorContext context, CancellationToken cancellationToken)
    {
        DoctorResult[] after =
            await Task.WhenAll(checks.Select(check => RunOneAsync(check, context, cancellationToken)));
        return
        [
            .. after.Zip(before, (now, then) =>
                now with { Repair = then.Repair, IsRepairRefused = then.IsRepairRefused }),
        ];
    }

    private async Task<DoctorResult> RunOneAsync(
        IDoctorCheck check, DoctorContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await BoundAsync(token => check.CheckAsync(context, token), cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return DoctorResult.NotChecked(
                check.Name, $"No answer within {CheckTimeout.TotalSeconds:0} s.");
        }
        catch (Exception exception)
        {
            return DoctorResult.NotChecked(
                check.Name, $"The check itself failed: {exception.GetType().Name}: {exception.Message}");
        }
    }

    // On a thread of the pool, and waited for with a deadline of its own: a read of a disk that hangs heeds no token.
    private async Task<T> BoundAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timeout = new(CheckTimeout, time);
        using CancellationTokenSource linked =
            CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        return await Task.Run(() => work(linked.Token), linked.Token).WaitAsync(linked.Token);
    }
}
