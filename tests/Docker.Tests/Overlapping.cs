// Tests of an Engine wait for it, and for deadlines, more than they compute: twice as many as two cores run at once.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
[assembly: TestCollectionOrderer("ScaleSim.Tests.LongestFirst", "ScaleSim.Docker.Tests")]
