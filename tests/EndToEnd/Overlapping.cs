// Commands and Engine are waited for more than anything is computed: twice as many classes at once as two cores run.
[assembly: CollectionBehavior("ScaleSim.EndToEnd.Collections", "ScaleSim.EndToEnd", MaxParallelThreads = 4)]
[assembly: TestCollectionOrderer("ScaleSim.Tests.LongestFirst", "ScaleSim.EndToEnd")]
