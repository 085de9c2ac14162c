namespace ScaleSim.Simulator.Tests.Reference;

/// <summary>What is wrong with an <see cref="InMemoryReference"/>.</summary>
public enum Fault
{
    None,

    /// <summary>Reads give one wrong byte.</summary>
    WrongBytes,

    /// <summary>A block reads only while all that ever held it live.</summary>
    NoFailover,

    /// <summary>The master never gives a dead worker up.</summary>
    BlindMaster,

    /// <summary>Lost replicas stay lost.</summary>
    NoReplication,

    /// <summary>A started worker never registers.</summary>
    NoReturn,

    /// <summary>A ramdisk survives the death of its worker.</summary>
    LastingRamdisk,

    /// <summary>Two replicas are one.</summary>
    OneReplica,

    /// <summary>A block without holders reads as zeros.</summary>
    InventedBytes,

    /// <summary>The refusal of a lost block does not name its file.</summary>
    NamelessRefusal,

    /// <summary>Writing a file fails.</summary>
    NoWrites,

    /// <summary>A worker takes more than its ramdisk holds.</summary>
    Bottomless,

    /// <summary>A worker dies of a full ramdisk.</summary>
    DiesWhenFull,

    /// <summary>A worker answers a full ramdisk with an error of its own.</summary>
    UncleanWhenFull,

    /// <summary>A full worker gives back other bytes than it took.</summary>
    CorruptWhenFull,

    /// <summary>Deleted blocks keep their room.</summary>
    NeverEmptied,

    /// <summary>A refused block leaves its beginning on the ramdisk.</summary>
    Remnants,

    /// <summary>The restarted master has forgotten its files.</summary>
    ForgetfulMaster,

    /// <summary>The master is not restarted at all.</summary>
    NoRestart,

    /// <summary>After a restart of the master one worker never registers again.</summary>
    OneStaysAway,

    /// <summary>While a worker is dead, reads never end.</summary>
    HangsOnLoss,

    /// <summary>While a worker is dead, nobody answers reads.</summary>
    SilentOnLoss,
}
