namespace ScaleSim.Simulator.Doctor.Host;

/// <summary>The settings of this machine's kernel.</summary>
internal interface IKernelSettings
{
    /// <summary>Gives a setting a value until the next boot.</summary>
    /// <param name="key">For example <c>kernel.pid_max</c>.</param>
    /// <returns>Why the kernel did not take it; null where it did.</returns>
    string? Write(string key, long value);
}
