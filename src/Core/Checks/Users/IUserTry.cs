namespace ScaleSim.Core.Checks.Users;

/// <summary>A user's check with everything decided, to be made until it holds.</summary>
internal interface IUserTry
{
    Task<CheckOutcome> TryAsync(CancellationToken cancellationToken);
}
