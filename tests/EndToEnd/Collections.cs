using ScaleSim.EndToEnd.Usage;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace ScaleSim.EndToEnd;

/// <summary>
/// Each class is a collection, as usual, but for those that leave orphans where there is no root, and so no Engine of
/// their own: these run <see cref="Alone"/>.
/// </summary>
public sealed class Collections(ITestAssembly assembly, IMessageSink messages) : IXunitTestCollectionFactory
{
    private readonly CollectionPerClassTestCollectionFactory _usual = new(assembly, messages);

    public string DisplayName => "a collection per class, orphans alone without root";

    public ITestCollection Get(ITypeInfo testClass) =>
        !Environment.IsPrivilegedProcess && testClass.GetCustomAttributes(typeof(LeavesOrphansAttribute)).Any()
            ? _usual.Get(Reflector.Wrap(typeof(CapacityTests)))
            : _usual.Get(testClass);
}
