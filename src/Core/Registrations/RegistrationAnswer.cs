namespace ScaleSim.Core.Registrations;

/// <summary>What the master says of its workers.</summary>
/// <param name="Values">A text for each worker; empty where the spec asks for a number alone.</param>
/// <param name="Count">Workers that it counts.</param>
/// <param name="Remark">The end of a sentence: why there may be less than there should; null for nothing odd.</param>
public sealed record RegistrationAnswer(IReadOnlyList<string> Values, int Count, string? Remark);
