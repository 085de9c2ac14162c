using Xunit.Sdk;

namespace ScaleSim.EngineContract;

/// <summary>A case of the contract; skipped where <see cref="RequiresEngineAttribute"/> on its class says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("ScaleSim.EngineContract.ContractFactDiscoverer", "ScaleSim.EngineContract")]
public sealed class ContractFactAttribute : FactAttribute;
