using System.Globalization;
using ScaleSim.ReferenceProtocol;

namespace ScaleSim.WorkerImage.Web;

/// <summary>The block's number in <c>/blocks/17</c>.</summary>
internal static class BlockId
{
    /// <summary>True for <c>/blocks/</c> and a whole number from 0.</summary>
    public static bool TryParse(string path, out long id)
    {
        id = -1;
        return path.Length > Routes.WorkerBlocks.Length + 1
            && path.StartsWith(Routes.WorkerBlocks, StringComparison.Ordinal)
            && path[Routes.WorkerBlocks.Length] == '/'
            && long.TryParse(
                path.AsSpan(Routes.WorkerBlocks.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out id);
    }
}
