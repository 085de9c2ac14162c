namespace ScaleSim.Core.Checks;

/// <summary>Which checks a run makes.</summary>
public enum CheckSelection
{
    None,
    Safe,
    All,
}
