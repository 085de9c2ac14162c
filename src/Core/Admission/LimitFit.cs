namespace ScaleSim.Core.Admission;

/// <summary>How a limit meets what is asked of it.</summary>
public enum LimitFit
{
    Fits,

    /// <summary>It fits with less than a fifth to spare, and other machines' figures are not exact.</summary>
    Tight,

    TooLittle,
}
