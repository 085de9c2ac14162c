using System.Globalization;
using System.Reflection;
using CsvHelper;

namespace ScaleSim.Core.Capacity;

/// <summary>
/// Reads catalogues of machine types: CSV with the columns <c>name,provider,cores,memoryGiB,pricePerHour</c> in any
/// order, others beside them, and comments after <c>#</c>.
/// </summary>
public static class MachineCatalog
{
    public const string NameColumn = "name";
    public const string ProviderColumn = "provider";
    public const string CoresColumn = "cores";
    public const string MemoryColumn = "memoryGiB";
    public const string PriceColumn = "pricePerHour";

    /// <value>Of the built-in catalogue's prices: examples, which their owners change.</value>
    public const string DefaultCaveat =
        "Prices are examples of on-demand list prices (Linux, US regions, USD) as noted in 2025; check them with the "
        + "provider, or give your own with --catalog.";

    private const string Resource = "ScaleSim.Core.Capacity.machine-types.csv";
    private const int CoresMax = 100_000;
    private const double MemoryGiBMax = 1_000_000;
    private const decimal PriceMax = 1_000_000;
    private const int ShownMax = 40;

    private static readonly string[] Columns =
        [NameColumn, ProviderColumn, CoresColumn, MemoryColumn, PriceColumn];

    private static readonly CsvReaderOptions Options = new()
    {
        Separator = ',',
        CommentPrefix = '#',
        TrackLineNumbers = true,
        TrimWhitespace = true,
        FormatProvider = CultureInfo.InvariantCulture,
        MalformedData = CsvMalformedDataHandling.Throw,
    };

    /// <summary>A small catalogue of the common clouds (<see cref="DefaultCaveat"/>).</summary>
    public static IReadOnlyList<MachineType> ReadDefault()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return Read(bytes.ToArray(), "the built-in catalogue");
    }

    /// <param name="csv">UTF-8.</param>
    /// <param name="source">What messages call it: the file's name.</param>
    /// <exception cref="MachineCatalogException">Something is wrong in it; everything at once.</exception>
    public static IReadOnlyList<MachineType> Read(byte[] csv, string source)
    {
        var errors = new List<MachineCatalogError>();
        var types = new List<MachineType>();
        try
        {
            using CsvReader reader = CsvReader.Create(csv, Options);
            ReadAll(reader, types, errors);
        }
        catch (CsvFormatException exception)
        {
            errors.Add(new MachineCatalogError(
                Math.Max(1, exception.LineNumber),
                Column: null,
                $"it is no CSV: {exception.Message} Close every quote, and double those inside of a quoted field."));
        }

        return errors.Count == 0 ? types : throw new MachineCatalogException(source, errors);
    }

    private static void ReadAll(CsvReader reader, List<MachineType> types, List<MachineCatalogError> errors)
    {
        reader.ReadHeader();
        string[] missing = [.. Columns.Where(column => !reader.TryGetFieldIndex(column, out _))];
        if (missing.Length > 0)
        {
            errors.Add(new MachineCatalogError(
                Line: 1,
                Column: null,
                $"the header lacks {string.Join(", ", missing)}. Begin the file with: {string.Join(',', Columns)}"));
            return;
        }

        HashSet<(string, string)> names = [];
        while (reader.Read())
        {
            if (ReadRow(reader, errors) is { } type)
            {
                types.Add(type);
                if (!names.Add((type.Provider, type.Name)))
                {
                    errors.Add(new MachineCatalogError(
                        reader.LineNumber,
                        NameColumn,
                        $"'{Shown(type.Name)}' of {Shown(type.Provider)} stands in the file twice. Take one out."));
                }
            }
        }

        if (types.Count == 0 && errors.Count == 0)
        {
            errors.Add(new MachineCatalogError(1, null, "there is no machine type in it. Add a line for each."));
        }
    }

    private static MachineType? ReadRow(CsvReader reader, List<MachineCatalogError> errors)
    {
        int before = errors.Count;
        string name = Text(reader, NameColumn, errors);
        string provider = Text(reader, ProviderColumn, errors);
        double cores = Number(reader, CoresColumn, "a whole number of cores such as 8", IsCores, errors);
        double memory = Number(reader, MemoryColumn, "GiB above 0, such as 32", IsMemory, errors);
        double price = Number(reader, PriceColumn, "US dollars per hour such as 0.4032", IsPrice, errors);
        return errors.Count > before ? null : new MachineType(name, provider, (int)cores, memory, (decimal)price);
    }

    private static bool IsCores(double number) => number is >= 1 and <= CoresMax && Math.Floor(number) == number;

    private static bool IsMemory(double number) => number is > 0 and <= MemoryGiBMax;

    private static bool IsPrice(double number) => number is >= 0 and <= (double)PriceMax;

    private static string Text(CsvReader reader, string column, List<MachineCatalogError> errors)
    {
        string text = FieldOf(reader, column);
        if (text.Length == 0)
        {
            errors.Add(new MachineCatalogError(reader.LineNumber, column, "it is empty. Write a text there."));
        }

        return text;
    }

    private static double Number(
        CsvReader reader, string column, string kind, Func<double, bool> isGood, List<MachineCatalogError> errors)
    {
        string text = FieldOf(reader, column);
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
            && isGood(number))
        {
            return number;
        }

        errors.Add(new MachineCatalogError(
            reader.LineNumber,
            column,
            text.Length == 0 ? $"it is empty. Write {kind}." : $"'{Shown(text)}' can't be. Write {kind}."));
        return 0;
    }

    // A line that is too short has nothing there.
    private static string FieldOf(CsvReader reader, string column) =>
        reader.TryGetFieldIndex(column, out int index) && index < reader.FieldCount
            ? reader.GetString(index).Trim()
            : "";

    private static string Shown(string text) => text.Length <= ShownMax ? text : text[..ShownMax] + "…";
}
