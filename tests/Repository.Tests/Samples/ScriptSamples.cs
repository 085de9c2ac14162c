using ScaleSim.Repository.Tests.Rules;

namespace ScaleSim.Repository.Tests.Samples;

/// <summary>Samples of the rule about scripts.</summary>
internal static class ScriptSamples
{
    private const string Good = "#!/usr/bin/env bash\nset -euo pipefail\n";
    private const string Sourced = "# shellcheck shell=bash\n# Sourced by others, never run.\n";

    public static IEnumerable<Sample> All =>
    [
        new(nameof(ScriptsRule), "each thing that is missing",
            ["scripts/a.sh:0", "scripts/b.sh:0", "scripts/c.sh:0", ".ci/run:0"],
            ("scripts/a.sh", "#!/bin/sh\nset -e\n"),
            ("scripts/b.sh", "#!/usr/bin/env bash\nset -e\n"),
            ("scripts/c.sh", Good),
            (".ci/run", "#!/usr/bin/env bash\n"))
        {
            Executable = ["scripts/a.sh", "scripts/b.sh", ".ci/run"],
        },
        new(nameof(ScriptsRule), "a sourced one that can be run or sets options",
            ["scripts/lib/a.sh:0", "scripts/lib/b.sh:0"],
            ("scripts/lib/a.sh", Sourced),
            ("scripts/lib/b.sh", Sourced + "set -euo pipefail\n"))
        {
            Executable = ["scripts/lib/a.sh"],
        },
        new(nameof(ScriptsRule), "good ones", [],
            ("scripts/a.sh", Good), (".ci/run", Good), ("scripts/lib/a.sh", Sourced),
            ("src/a.sh", "#!/bin/sh\nset -eu\n"))
        {
            Executable = ["scripts/a.sh", ".ci/run", "src/a.sh"],
        },
    ];
}
