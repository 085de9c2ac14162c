namespace ScaleSim.Simulator.ClusterFiles;

/// <summary>The cluster file that <c>scalesim init</c> writes.</summary>
internal static class Starter
{
    public const string FileName = "cluster.yaml";

    /// <value>It runs as it is, on the built-in system, and shows what to write for another.</value>
    public const string Text = """
        # A cluster of ScaleSim. It runs as it is, on the built-in system:
        #   scalesim run cluster.yaml
        # For your own system, replace 'master' and 'workers'. Every key: docs/cluster-file.md.
        # Editors complete the keys with the schema: scalesim schema > cluster.schema.json
        # yaml-language-server: $schema=./cluster.schema.json

        name: default

        # The coordinator of the system, outside the containers: 'reference' is the built-in one.
        master: reference
        # master:
        #   process:                       # started on this host, before the workers
        #     command: [./my-master, --listen, '{network.gateway}:9421']
        #     port: 9421
        #     ready: {tcp: {}}
        # master: {external: 'master.example:9421'}   # or one that runs already

        workers:
          count: 100
          # image: redis:7                 # or archive: worker.tar, or fromHost: [./my-worker]
          # command: [my-worker, --ip, '{node.ip}', --port, '{ports.rpc}', --master, '{master.host}:{master.port}']
          # environment:
          #   WORKER_NAME: '{worker.name}'
          #   API_TOKEN: ${API_TOKEN}      # from your environment
          # ports: [rpc, web]              # the plan gives the numbers out
          # ready: {tcp: rpc}
          ramdisks:
            - path: /ramdisk
              size: 16MiB
          memory: 32MiB                    # of the program; ramdisks come on top
          # cpus: 0.25
          # files:
          #   - path: /etc/my-worker.conf
          #     content: |
          #       name={worker.name}
          #       port={ports.rpc}

        # How the master is asked who has registered: one text for each worker, or a number.
        # registered:
        #   http: /api/workers
        #   list: $.workers[*].address
        #   match: '{node.ip}:{ports.rpc}'

        # Checks of your own, beside the general ones.
        # checks:
        #   all-listed:
        #     exec: [./count-workers.sh]
        #     expect: {number: '== {cluster.workers}'}
        #     retry: 30s

        """;
}
