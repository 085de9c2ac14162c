namespace ScaleSim.Core.Reports.Summaries;

/// <summary>The machine that ScaleSim and its master ran on.</summary>
public sealed record MachineSummary(
    string CpuModel, int Cores, long MemoryBytes, string Kernel, string OperatingSystem);
