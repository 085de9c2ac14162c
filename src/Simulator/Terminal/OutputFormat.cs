namespace ScaleSim.Simulator.Terminal;

/// <summary>What a listing is written as: for people, or as data for programs.</summary>
internal enum OutputFormat
{
    Table,
    Json,
    Csv,
}
