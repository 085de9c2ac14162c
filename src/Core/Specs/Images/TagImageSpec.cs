namespace ScaleSim.Core.Specs.Images;

/// <summary>An image by its name, which the engine has or pulls.</summary>
/// <param name="Tag">Such as <c>redis:7</c>, or one of ScaleSim's own: <c>scalesim/worker</c>.</param>
/// <param name="Pull">When it is pulled.</param>
public sealed record TagImageSpec(string Tag, ImagePull Pull = ImagePull.Missing) : ImageSpec;
