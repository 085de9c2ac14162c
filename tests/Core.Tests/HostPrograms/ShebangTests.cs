using System.Text;
using ScaleSim.Core.HostPrograms;

namespace ScaleSim.Core.Tests.HostPrograms;

public sealed class ShebangTests
{
    [Theory]
    [InlineData("#!/bin/sh\nexit", "/bin/sh", "", null)]
    [InlineData("#! /usr/bin/python3 -u -x \nexit", "/usr/bin/python3", "-u -x", null)]
    [InlineData("#!\t/bin/sh", "/bin/sh", "", null)]
    [InlineData("#!/usr/bin/env python3\n", "/usr/bin/env", "python3", "python3")]
    [InlineData("#!/usr/bin/env -S python3 -u\n", "/usr/bin/env", "-S python3 -u", "python3")]
    [InlineData("#!/usr/bin/env -Spython3 -u\n", "/usr/bin/env", "-Spython3 -u", "python3")]
    [InlineData("#!/usr/bin/env -i -S A=1 B=2 perl\n", "/usr/bin/env", "-i -S A=1 B=2 perl", "perl")]
    [InlineData("#!/usr/bin/env\n", "/usr/bin/env", "", "")]
    [InlineData("#!/bin/sh\r\n", "/bin/sh\r", "", null)]
    [InlineData("#!", "", "", null)]
    public void FirstLine_NamesTheInterpreter(string text, string interpreter, string argument, string? command)
    {
        Shebang shebang = Shebang.Parse(Encoding.UTF8.GetBytes(text))!;

        Assert.Equal((interpreter, argument), (shebang.Interpreter, shebang.Argument));
        Assert.Equal(command, shebang.Command);
    }

    [Theory]
    [InlineData("")]
    [InlineData("#")]
    [InlineData(" #!/bin/sh")]
    public void OtherFiles_NameNone(string text) => Assert.Null(Shebang.Parse(Encoding.UTF8.GetBytes(text)));
}
