using FsCheck;
using FsCheck.Fluent;
using ScaleSim.Core.Specs.Images;

namespace ScaleSim.Core.Tests.Specs.Images;

/// <summary>Names of images, as registries and engines read them.</summary>
public sealed class ImageReferenceTests
{
    private const string Hex = "9b2cf3d1e0a4b5c69b2cf3d1e0a4b5c69b2cf3d1e0a4b5c69b2cf3d1e0a4b5c6";

    [Theory]
    [InlineData("redis", "docker.io", "library/redis", "latest", "redis:latest")]
    [InlineData("redis:7.2", "docker.io", "library/redis", "7.2", "redis:7.2")]
    [InlineData("alluxio/alluxio:2.9.4", "docker.io", "alluxio/alluxio", "2.9.4", "alluxio/alluxio:2.9.4")]
    [InlineData("docker.io/redis", "docker.io", "library/redis", "latest", "redis:latest")]
    [InlineData("docker.io/library/redis", "docker.io", "library/redis", "latest", "redis:latest")]
    [InlineData("index.docker.io/library/redis", "docker.io", "library/redis", "latest", "redis:latest")]
    [InlineData("library/a/b", "docker.io", "library/a/b", "latest", "library/a/b:latest")]
    [InlineData("localhost/worker:dev", "localhost", "worker", "dev", "localhost/worker:dev")]
    [InlineData("localhost:5000/worker", "localhost:5000", "worker", "latest", "localhost:5000/worker:latest")]
    [InlineData("registry.lab:5000/a/b__c/d-e--f:X_1.2-3", "registry.lab:5000", "a/b__c/d-e--f", "X_1.2-3",
        "registry.lab:5000/a/b__c/d-e--f:X_1.2-3")]
    [InlineData("[fd00::1]:5000/worker", "[fd00::1]:5000", "worker", "latest", "[fd00::1]:5000/worker:latest")]
    [InlineData("192.0.2.7/worker", "192.0.2.7", "worker", "latest", "192.0.2.7/worker:latest")]
    [InlineData("LAB/worker", "LAB", "worker", "latest", "LAB/worker:latest")]
    [InlineData("worker:5000", "docker.io", "library/worker", "5000", "worker:5000")]
    public void Parse_FillsIn_WhatIsLeftOut(string text, string registry, string path, string tag, string written)
    {
        ImageReference reference = ImageReference.Parse(text);

        Assert.Equal((registry, path, tag), (reference.Registry, reference.Path, reference.Tag));
        Assert.Null(reference.Digest);
        Assert.Equal(written, reference.ToString());
        Assert.Equal(reference, ImageReference.Parse(written));
    }

    [Theory]
    [InlineData($"redis@sha256:{Hex}", null, $"redis@sha256:{Hex}")]
    [InlineData($"redis:7@sha256:{Hex}", "7", $"redis@sha256:{Hex}")]
    public void Parse_PrefersTheDigest_WhereThereIsOne(string text, string? tag, string written)
    {
        ImageReference reference = ImageReference.Parse(text);

        Assert.Equal(tag, reference.Tag);
        Assert.Equal($"sha256:{Hex}", reference.TagOrDigest);
        Assert.Equal(written, reference.ToString());
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData(Hex, "are an ID")]
    [InlineData($"sha256:{Hex}", "are an ID")]
    [InlineData("Redis", "its repository 'Redis' has capital letters")]
    [InlineData("lab.example/Team/worker", "its repository 'Team/worker' has capital letters")]
    [InlineData("a//b", "'' in it is not made of")]
    [InlineData("/a", "'' in it is not made of")]
    [InlineData("a/", "'' in it is not made of")]
    [InlineData("lab.example/", "nothing where its repository belongs")]
    [InlineData("a..b", "'a..b' in it is not made of")]
    [InlineData("a___b", "'a___b' in it is not made of")]
    [InlineData("-a", "'-a' in it is not made of")]
    [InlineData("a b", "'a b' in it is not made of")]
    [InlineData("redis\n", "in it is not made of")]
    [InlineData("r\u00e9dis", "in it is not made of")]
    [InlineData("../../etc/passwd", "its registry '..' is no host name")]
    [InlineData("-lab.example/worker", "its registry '-lab.example' is no host name")]
    [InlineData("lab.example:port/worker", "its registry 'lab.example:port' is no host name")]
    [InlineData("https://lab.example/worker", "its registry 'https:' is no host name")]
    [InlineData("redis:", "its tag '' is not made of")]
    [InlineData("redis:-7", "its tag '-7' is not made of")]
    [InlineData("redis:7:8", "its tag '7:8' is not made of")]
    [InlineData("redis:7\n", "is not made of")]
    [InlineData("redis@", "its digest '' is not sha256:")]
    [InlineData("redis@sha256:9b2c", "its digest 'sha256:9b2c' is not sha256:")]
    [InlineData($"redis@sha256:{Hex}:7", "its digest")]
    public void Parse_SaysWhatIsWrong_AndWhatWouldBeRight(string text, string why)
    {
        FormatException failure = Assert.Throws<FormatException>(() => ImageReference.Parse(text));

        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
        Assert.StartsWith($"Image '{text}' is no name of an image: ", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            "Name it like redis:7.2, or with its registry like registry.lab:5000/team/worker:1.4.",
            failure.Message,
            StringComparison.Ordinal);
        Assert.NotNull(ImageReference.Explain(text));
        Assert.False(ImageReference.TryParse(text, out _));
    }

    [Fact]
    public void Parse_KnowsTheLimits()
    {
        Assert.Null(ImageReference.Explain(new string('a', 255)));
        Assert.Contains("has 256 characters", ImageReference.Explain(new string('a', 256)), StringComparison.Ordinal);
        Assert.Null(ImageReference.Explain($"a:{new string('a', 128)}"));
        Assert.Contains(
            "has 129 characters", ImageReference.Explain($"a:{new string('a', 129)}"), StringComparison.Ordinal);
        Assert.Contains(
            "has 100000 characters", ImageReference.Explain(new string('a', 100_000)), StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_TakesOrRefuses_WhateverIsGiven()
    {
        Gen<string> texts = Gen.Elements("aZ09._-/:@[] \n\u00e9sha256localhost.io".ToCharArray()).ArrayOf()
            .Select(characters => new string(characters));
        Check.QuickThrowOnFailure(Prop.ForAll(texts.ToArbitrary(), text =>
            !ImageReference.TryParse(text, out ImageReference? reference)
            || ImageReference.Parse(reference.ToString()).ToString() == reference.ToString()));
    }
}
