// The clusters of two tests at once would share two cores, and each would be late for its deadlines.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
