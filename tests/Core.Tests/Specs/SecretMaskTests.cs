using ScaleSim.Core.Specs;
using ScaleSim.Core.Tests.Planning;

namespace ScaleSim.Core.Tests.Specs;

public sealed class SecretMaskTests
{
    [Theory]
    [InlineData("DB_PASSWORD", true)]
    [InlineData("db_password", true)]
    [InlineData("ApiToken", true)]
    [InlineData("AWS_SECRET_ACCESS", true)]
    [InlineData("SSH_KEY_FILE", true)]
    [InlineData("CREDENTIALS", true)]
    [InlineData("PGPASSWD", true)]
    [InlineData("LEVEL", false)]
    [InlineData("PATH", false)]
    public void IsSecret_GoesByTheName(string name, bool expected) => Assert.Equal(expected, SecretMask.IsSecret(name));

    [Fact]
    public void Mask_HidesWorkersAndMastersSecrets_AndNothingElse()
    {
        Dictionary<string, string> environment = new() { ["Z"] = "open", ["A_TOKEN"] = "hunter2" };
        ClusterSpec spec = Samples.Spec(Samples.Group() with { Environment = environment }) with
        {
            Master = new ProcessMasterSpec { Command = ["m"], Environment = environment, Port = 1 },
        };

        ClusterSpec masked = SecretMask.Mask(spec);

        Dictionary<string, string> expected = new() { ["A_TOKEN"] = "***", ["Z"] = "open" };
        Assert.Equal(expected, masked.Groups[0].Environment);
        Assert.Equal(expected, Assert.IsType<ProcessMasterSpec>(masked.Master).Environment);
        Assert.Equal("hunter2", spec.Groups[0].Environment["A_TOKEN"]);
    }
}
