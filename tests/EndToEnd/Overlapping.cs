// Commands and Engine are waited for more than anything is computed: more classes at once than there are cores.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
