// Commands and Engine are waited for more than anything is computed: more classes at once than there are cores.
[assembly: CollectionBehavior("ScaleSim.EndToEnd.Collections", "ScaleSim.EndToEnd", MaxParallelThreads = 3)]
[assembly: TestCollectionOrderer("ScaleSim.Tests.LongestFirst", "ScaleSim.EndToEnd")]
