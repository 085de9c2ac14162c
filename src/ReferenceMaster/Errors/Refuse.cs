using Microsoft.AspNetCore.Http;
using ScaleSim.ReferenceProtocol.Errors;

namespace ScaleSim.ReferenceMaster.Errors;

/// <summary>The refusals about paths, each in one place.</summary>
internal static class Refuse
{
    public static MasterException NotFound(string path) => At(
        StatusCodes.Status404NotFound,
        ErrorCodes.PathNotFound,
        path,
        $"There is nothing at {path}. It was never written, is still being written, or was deleted. "
        + "List its directory to see what is there.");

    public static MasterException Exists(string path) => At(
        StatusCodes.Status409Conflict,
        ErrorCodes.PathExists,
        path,
        $"There already is something at {path}. Nothing is replaced unless asked for. "
        + "Choose another path, or ask to overwrite.");

    public static MasterException IsDirectory(string path) => At(
        StatusCodes.Status409Conflict,
        ErrorCodes.IsDirectory,
        path,
        $"{path} is a directory. This request needs a file. Choose a path in the directory.");

    public static MasterException NotDirectory(string path) => At(
        StatusCodes.Status409Conflict,
        ErrorCodes.NotDirectory,
        path,
        $"{path} is a file. This request needs a directory. Choose another path.");

    public static MasterException NotEmpty(string path, int entries) => At(
        StatusCodes.Status409Conflict,
        ErrorCodes.DirectoryNotEmpty,
        path,
        $"{path} has {entries} entries. A directory is only deleted with what is in it if asked so. "
        + "Add ?recursive=true.");

    public static MasterException Busy(string path) => At(
        StatusCodes.Status409Conflict,
        ErrorCodes.PathBusy,
        path,
        $"{path} is being written by somebody else. Only one can. Wait for that to end, or ask to overwrite.");

    public static MasterException BadPath(string path, string why) => At(
        StatusCodes.Status400BadRequest,
        ErrorCodes.BadPath,
        path,
        $"'{path}' is no path. {why} Write it like /directory/file.");

    public static MasterException Bad(string path, string message) =>
        At(StatusCodes.Status400BadRequest, ErrorCodes.BadRequest, path, message);

    private static MasterException At(int status, string code, string path, string message) =>
        new(status, new ErrorResponse { Code = code, Message = message, Path = path });
}
