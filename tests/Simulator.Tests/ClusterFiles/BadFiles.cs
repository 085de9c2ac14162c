using static ScaleSim.Simulator.Tests.ClusterFiles.ClusterYaml;

namespace ScaleSim.Simulator.Tests.ClusterFiles;

/// <summary>Files with one fault each: the text with a § in front of the fault, the bad value, the remedy.</summary>
internal static class BadFiles
{
    public static IReadOnlyDictionary<string, (string Text, string Value, string Remedy)> All { get; } =
        Texts().Concat(Keys()).Concat(Numbers()).Concat(Formats()).Concat(Choices()).Concat(Meanings()).Concat(Items())
            .ToDictionary(bad => bad.Name, bad => (bad.Text, bad.Value, bad.Remedy));

    private static IEnumerable<(string Name, string Text, string Value, string Remedy)> Texts() =>
    [
        ("empty file", "§", "0 characters", "scalesim init"),
        ("only a comment", "§# nothing\n", "0 keys", "scalesim init"),
        ("a list", "§- a\n- b\n", "a list of 2 items", "scalesim init"),
        ("a text", "§hello\n", "'hello'", "scalesim init"),
        ("two documents", $"{Root()}§---\nname: b\n", "'---'", "a file of its own"),
        ("a tab", "workers:\n§\timage: i\n", "tab", "2 blanks"),
        ("a duplicate key", Root("name: a", "§name: b"), "'name' is given twice", "Keep one"),
        ("a duplicate in a group", InWorkers("count: 1", "§count: 2"), "'count' is given twice", "Keep one"),
        ("a duplicate port", InWorkers("ports: [rpc, §rpc]"), "'rpc' is given twice", "Keep one"),
        ("a tag of Python", Root("name: §!!python/object:os.system x"), "python/object", "Take the tag away"),
        ("a tag of YAML", Root("seed: §!!int 5"), "int", "Take the tag away"),
        ("an alias of nothing", Root("name: §*base"), "'*base'", "&base"),
        ("an alias of itself", Root("x-a: &a [§*a]"), "'*a'", "&a"),
        ("a merge of a text", InWorkers("<<: §text"), "'text'", "alias of a mapping"),
        ("a key that is a list", Root("§[a, b]: c"), "a list of 2 items", "quote"),
        ("an open bracket", "workers: §[a\nname: b\n", "can't be read", "bracket"),
        ("a reserved character", "name: §@home\n", "'@'", "quotes around"),
    ];

    private static IEnumerable<(string Name, string Text, string Value, string Remedy)> Keys() =>
    [
        ("a slip in a key", Root("§expos: auto"), "'expos'", "expose"),
        ("a slip in a group", InWorkers("§comand: [a]"), "'comand'", "command"),
        ("a key of compose", InWorkers("§replicas: 3"), "'replicas'", "count"),
        ("a volume of compose", InWorkers("§volumes: ['/a:/b']"), "'volumes'", "mounts"),
        ("a probe of Kubernetes", InWorkers("§readinessProbe: {}"), "'readinessProbe'", "ready"),
        ("an unknown key", Root("§zzzzzzzzzz: 1"), "'zzzzzzzzzz'", "Take it away"),
        ("a slip in a ramdisk", InWorkers("ramdisks: [{path: /r, §siz: 1MiB}]"), "'siz'", "size"),
        ("a slip in a file", InWorkers("files: [{path: /f, content: a, §mod: 0644}]"), "'mod'", "mode"),
        ("no value", InWorkers("command:§"), "'command' has no value", "take the key away"),
        ("null", InWorkers("memory: §null"), "'memory' has no value", "take the key away"),
        ("no master", "§workers: {image: i}\n", "no 'master'", "Add master"),
        ("no workers", "§master: {external: 'm:1'}\n", "0 workers", "Add workers"),
        ("no image", "master: {external: 'm:1'}\nworkers: §{count: 3}\n", "none", "image"),
        ("no path of a ramdisk", InWorkers("ramdisks: [§{size: 1MiB}]"), "no 'path'", "Add path"),
        ("no command of a master",
            "workers: {image: i}\nmaster: {process: §{port: 1}}\n", "no 'command'", "Add command"),
        ("no port of a master", "workers: {image: i}\nmaster: {process: §{command: a}}\n", "no 'port'", "Add port"),
        ("no groups", "master: {external: 'm:1'}\ngroups: §{}\n", "0 groups", "Add one"),
    ];

    private static IEnumerable<(string Name, string Text, string Value, string Remedy)> Numbers() =>
    [
        ("a word as a number", InWorkers("count: §many"), "'many'", "count: 100"),
        ("a negative number", InWorkers("count: §-5"), "'-5'", "count: 100"),
        ("zero workers", InWorkers("count: §0"), "'0'", "count: 100"),
        ("too many workers", InWorkers("count: §100001"), "'100001'", "from 1 to 100000"),
        ("an overflow", InWorkers("count: §99999999999999999999"), "'99999999999999999999'", "from 1 to 100000"),
        ("a fraction of a worker", InWorkers("count: §1.5"), "'1.5'", "a whole number"),
        ("a number in quotes", InWorkers("count: §'5'"), "'5'", "quotes away"),
        ("a list as a number", InWorkers("count: §[1]"), "a list of 1 item", "count: 1"),
        ("negative cores", InWorkers("cpus: §-1"), "'-1'", "from 0.01"),
        ("infinite cores", InWorkers("cpus: §1e999"), "'1e999'", "from 0.01"),
        ("too few processes", InWorkers("pids: §3"), "'3'", "from 16"),
        ("a negative seed", Root("seed: §-1"), "'-1'", "seed: 7"),
        ("a status beyond HTTP", InWorkers("ports: [w]", "ready: {http: {path: /, status: §999}}"), "'999'", "to 599"),
        ("a port beyond 65535", InWorkers("ports: {rpc: §70000}"), "'70000'", "1 to 65535"),
        ("a negative ulimit", InWorkers("ulimits: {nofile: §-5}"), "'-5'", "from -1"),
        ("no log files", InWorkers("logs: {maxFiles: §0}"), "'0'", "from 1"),
    ];

    private static IEnumerable<(string Name, string Text, string Value, string Remedy)> Formats() =>
    [
        ("a size in parsecs", InWorkers("memory: §64 parsecs"), "'64 parsecs'", "memory: 64MiB"),
        ("a negative size", InWorkers("memory: §-64MiB"), "'-64MiB'", "memory: 64MiB"),
        ("an overflow of a size", InWorkers("shmSize: §99999999999GiB"), "'99999999999GiB'", "shmSize: 64MiB"),
        ("a time in fortnights", InWorkers("stopTimeout: §1fortnight"), "'1fortnight'", "stopTimeout: 30s"),
        ("a negative time", InWorkers("stopTimeout: §-5s"), "'-5s'", "stopTimeout: 30s"),
        ("timers that never fire", InWorkers("timerSlack: §5s"), "5000 ms late", "timerSlack such as 20ms"),
        ("a rate in bytes", InWorkers("network: {rate: §10MB}"), "'10MB'", "rate: 100Mbit"),
        ("a rate of zero", InWorkers("network: {rate: §0Mbit}"), "'0Mbit'", "rate: 100Mbit"),
        ("a mode with an 8", InWorkers("ramdisks: [{path: /r, mode: §0888}]"), "'0888'", "mode: 0644"),
        ("a mode in letters", InWorkers("files: [{path: /f, content: a, mode: §rwx}]"), "'rwx'", "mode: 0644"),
        ("a range without an end", Root("portRange: §20000"), "'20000'", "portRange: 20000-31999"),
        ("yes for a truth value", InWorkers("readOnlyRoot: §yes"), "'yes'", "true or readOnlyRoot: false"),
        ("a truth value in quotes", Root("strictMemory: §'true'"), "'true'", "strictMemory: true"),
        ("restart always", InWorkers("restart: §always"), "'always'", "on-failure:3"),
        ("restart minus one", InWorkers("restart: §on-failure:-1"), "'on-failure:-1'", "on-failure:3"),
        ("perNode none", InWorkers("perNode: §0"), "'0'", "perNode: 1"),
        ("an exposure to the sun", Root("expose: §sun"), "'sun'", "auto, direct, published"),
        ("a pull never made", InWorkers("pull: §sometimes"), "'sometimes'", "missing, never, always"),
        ("a master of another word", "workers: {image: i}\nmaster: §mine\n", "'mine'", "reference"),
        ("a master without a port",
            "workers: {image: i}\nmaster: {external: §host}\n", "'host'", "master.example:9421"),
        ("a mount without a target", InWorkers("mounts: [§/data]"), "'/data'", "/srv/data:/data:ro"),
        ("an environment without =", InWorkers("environment: [§HOME]"), "'HOME'", "NAME=value"),
        ("an open quote in a command", InWorkers("command: §a 'b"), "a 'b", "Close it"),
    ];

    private static IEnumerable<(string Name, string Text, string Value, string Remedy)> Choices() =>
    [
        ("a mapping as a text", InWorkers("user: §{a: b}"), "a mapping of 1 key", "1 text"),
        ("a placeholder without quotes", InWorkers("command: [a, §{node.ip}]"), "{node.ip}", "quotes around"),
        ("a text as a list", InWorkers("ramdisks: §/ramdisk"), "'/ramdisk'", "behind '- '"),
        ("a text as ports", InWorkers("ports: §rpc"), "'rpc'", "ports: [rpc, web]"),
        ("a list as a mapping", Root("start: §[1]"), "a list of 1 item", "batch: 50"),
        ("two images", InWorkers("§archive: a.tar"), "'image' and 'archive'", "Keep one"),
        ("a pull of an archive",
            Root().Replace("image: i", "archive: a, §pull: never"), "'archive'", "Take 'pull' away"),
        ("a relative file of the host",
            Root().Replace("image: i", "fromHost: [§./w]"), "'./w'", "target: /opt/worker"),
        ("two probes", InWorkers("ports: [a]", "ready: {tcp: a, §log: b}"), "'tcp' and 'log'", "Keep one"),
        ("no probe", InWorkers("ready: §{interval: 1s}"), "none", "tcp, http, log, exec"),
        ("a probe of no port", InWorkers("ready: {tcp: §{}}"), "0", "Add ports"),
        ("a file without a text", InWorkers("files: [§{path: /f}]"), "none", "content, source"),
        ("a file that is missing", InWorkers("files: [{path: /f, source: §gone}]"), "'gone'", "a file that is there"),
        ("a count beside groups",
            "master: {external: 'm:1'}\nworkers: §5\ngroups: {a: {image: i}}\n", "'5'", "a count"),
        ("a question without an answer", Root("registered: §{http: /}"), "none", "list, count"),
        ("a match of a number", Root("registered: {http: /, count: $.n, §match: a}"), "'match'", "Take 'match' away"),
        ("a selection by a word", Root("registered: {http: /, list: §name}"), "'name'", "$.workers"),
        ("a metric without a label", Root("registered: {http: /, list: {§metric: up}}"), "'up'", "label: instance"),
        ("a check of two kinds", Root("checks: {c: {exec: a, §tcp: rpc}}"), "'exec' and 'tcp'", "Keep one"),
        ("a name of a master's port",
            "workers: {image: i}\nmaster: {process: {command: a, port: 1, ready: {tcp: §rpc}}}\n",
            "'rpc'", "the number"),
    ];

    private static IEnumerable<(string Name, string Text, string Value, string Remedy)> Meanings() =>
    [
        ("a variable that is not set", InWorkers("environment: {A: §'${GONE}'}"), "'${GONE}'", "${GONE:-default}"),
        ("a variable without braces", InWorkers("environment: {A: §$HOME}"), "'$HOME'", "${NAME}"),
        ("a name that is no label", Root("name: §Not_A_Label"), "'Not_A_Label'", "nightly-2"),
        ("an unknown placeholder", InWorkers("command: §'{node.ib}'"), "{node.ib}", "Did you mean {node.ip}?"),
        ("an open brace", InWorkers("environment: {A: §'{node'}"), "never closed", "{{"),
        ("too little memory", InWorkers("memory: §1MiB"), "1 MiB", "32MiB"),
        ("a ramdisk over the kernel", InWorkers("ramdisks: [{path: §/proc}]"), "'/proc'", "/mnt/ramdisk"),
        ("a probe of an unknown port", InWorkers("ports: [rpc]", "ready: {tcp: §web}"), "'web'", "Name one of them"),
        ("a range beyond the ports", Root("portRange: §100-200"), "100-200", "20000-31999"),
    ];

    private static IEnumerable<(string Name, string Text, string Value, string Remedy)> Items() =>
    [
        ("packed workers with a fixed port", InWorkers("count: 3", "ports: {rpc: 9421}", "perNode: §3"),
            "perNode: 3", "Leave perNode away"),
        ("packed workers of a group with a fixed port",
            "master: {external: 'm:1'}\nworkers:\n  perNode: §3\ngroups:\n  a: {image: i, ports: {rpc: 9421}}\n",
            "perNode: 3", "Leave perNode away"),
        ("a mount from nowhere", InWorkers("mounts:", "  - /a:/a", "  - §data:/b"), "'data'", "/srv/data"),
        ("a mount of the Engine's socket",
            InWorkers("mounts:", "  - {source: /a, target: /a}", "  - {source: §/var/run/docker.sock, target: /b}"),
            "'/var/run/docker.sock'", "absolute path"),
        ("a mount over the kernel", InWorkers("mounts:", "  - {source: /a, target: §/proc}"), "'/proc'", "/data"),
        ("two mounts of a place",
            InWorkers("mounts:", "  - {source: /a, target: /c}", "  - {source: /b, target: §/c}"),
            "'/c'", "Give each"),
        ("an unknown placeholder in a mount", InWorkers("mounts:", "  - /a:/a", "  - §'/b/{node.ib}:/b'"),
            "{node.ib}", "{node.ip}"),
        ("a file below the root alone", InWorkers("files:", "  - {path: /etc/a, content: a}",
            "  - {path: §a.conf, content: a}"), "'a.conf'", "/etc/worker"),
        ("two files of a place", InWorkers("files:", "  - {path: /etc/a, content: a}",
            "  - {content: b, path: §/etc/a}"), "'/etc/a'", "Give each"),
        ("an unknown placeholder in a file",
            InWorkers("files:", "  - {path: /etc/a, content: §'{node.ib}'}"), "{node.ib}", "{node.ip}"),
        ("an owner of a file by name",
            InWorkers("files:", "  - {path: /etc/a, content: a, owner: §ada}"), "'ada'", "1000:1000"),
        ("two ramdisks of a place", InWorkers("ramdisks:", "  - {path: /r}", "  - {path: §/r}"), "'/r'", "Give each"),
        ("a port that is no label", InWorkers("ports: [rpc, §Rpc_2]"), "'Rpc_2'", "rpc-2"),
    ];
}
