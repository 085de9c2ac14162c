using System.Globalization;
using Microsoft.Extensions.Logging;
using ScaleSim.Reference.Tests.Clusters;
using ScaleSim.WorkerImage.Logs;

namespace ScaleSim.Reference.Tests.Workers;

public class LoggerTests
{
    [Fact]
    public void Line_HasTimeLevelAndMessage()
    {
        var output = new StringWriter(CultureInfo.InvariantCulture);
        using var loggers = new StderrLoggerFactory(output, new ManualTime());

        Log.MasterBack(loggers.CreateLogger("Worker"), "m:1");

        Assert.Equal("2024-10-04T00:00:00.000Z info: The master m:1 answers again.\n", output.ToString());
    }

    [Fact]
    public void Framework_IsSilent()
    {
        using var loggers = new StderrLoggerFactory(TextWriter.Null, new ManualTime());

        Assert.False(loggers.CreateLogger("Microsoft.AspNetCore.Server.Kestrel").IsEnabled(LogLevel.Critical));
        Assert.True(loggers.CreateLogger("Worker").IsEnabled(LogLevel.Information));
    }
}
