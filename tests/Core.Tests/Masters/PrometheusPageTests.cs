using ScaleSim.Core.Masters;

namespace ScaleSim.Core.Tests.Masters;

public sealed class PrometheusPageTests
{
    [Theory]
    [InlineData("up 1", "up", "", 1)]
    [InlineData("  up\t1.5e3 1395066363000", "up", "", 1500)]
    [InlineData("requests_total{method=\"post\",code=\"200\"} 27", "requests_total", "method=post code=200", 27)]
    [InlineData("a{ x = \"1\" , } 2", "a", "x=1", 2)]
    [InlineData("a{} 2", "a", "", 2)]
    [InlineData("a{x=\"C:\\\\DIR \\\"b\\\" } \\n,\"} 3", "a", "x=C:\\DIR \"b\" } \n,", 3)]
    [InlineData("b_bucket{le=\"+Inf\"} +Inf", "b_bucket", "le=+Inf", double.PositiveInfinity)]
    [InlineData("c NaN", "c", "", double.NaN)]
    [InlineData("d -Inf", "d", "", double.NegativeInfinity)]
    [InlineData("e_bucket{le=\"1\"} 7 # {trace_id=\"x\"} 0.67", "e_bucket", "le=1", 7)]
    public void Line_IsRead(string line, string name, string labels, double value)
    {
        PrometheusSample sample = Assert.Single(PrometheusPage.Parse(line));

        Assert.Equal(name, sample.Name);
        Assert.Equal(labels, string.Join(' ', sample.Labels.Select(label => $"{label.Key}={label.Value}")));
        Assert.Equal(value, sample.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# HELP up Whether it is up")]
    [InlineData("up")]
    [InlineData("up one")]
    [InlineData("{x=\"1\"} 1")]
    [InlineData("a{x=\"1} 1")]
    [InlineData("a{x=\"1\" 1")]
    [InlineData("a{x=1} 1")]
    [InlineData("a{x")]
    [InlineData("a{x=\"\\")]
    public void Line_ThatCantBeRead_IsLeftOut_AndTheOthersAreNot(string line)
    {
        PrometheusSample sample = Assert.Single(PrometheusPage.Parse($"{line}\r\nok 1\n"));

        Assert.Equal("ok", sample.Name);
    }
}
