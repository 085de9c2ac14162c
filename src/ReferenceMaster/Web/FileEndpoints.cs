using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ScaleSim.ReferenceMaster.Errors;
using ScaleSim.ReferenceMaster.Files;
using ScaleSim.ReferenceProtocol;

namespace ScaleSim.ReferenceMaster.Web;

/// <summary>Files and directories.</summary>
internal static class FileEndpoints
{
    private const string AnyPath = "/{**path}";

    public static void Map(IEndpointRouteBuilder routes, FileService files)
    {
        var json = ReferenceJson.Wire;
        routes.MapGet(Routes.Files + AnyPath, (HttpContext context) =>
            Answers.WriteAsync(context, files.Get(PathOf(context)), json.EntryStatus));
        routes.MapDelete(Routes.Files + AnyPath, async (HttpContext context) =>
        {
            await files.DeleteAsync(PathOf(context), Flag(context, "recursive"));
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        });
        routes.MapGet(Routes.Directories + AnyPath, (HttpContext context) =>
        {
            var listing = files.List(PathOf(context), context.Request.Query["after"], Limit(context));
            return Answers.WriteAsync(context, listing, json.DirectoryListing);
        });
        routes.MapPut(Routes.Directories + AnyPath, async (HttpContext context) =>
        {
            var status = await files.MakeDirectoryAsync(PathOf(context));
            await Answers.WriteAsync(context, status, json.EntryStatus);
        });
        routes.MapPost(Routes.Rename, async (HttpContext context) =>
        {
            var request = await Answers.ReadAsync(context, json.RenameRequest);
            await files.RenameAsync(PathName.Parse(request.From), PathName.Parse(request.To), request.Overwrite);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        });
    }

    /// <summary>The path in the URL; the root where there is none.</summary>
    public static PathName PathOf(HttpContext context) => PathName.Parse($"/{context.Request.RouteValues["path"]}");

    private static bool Flag(HttpContext context, string name) => context.Request.Query[name] == "true";

    private static int Limit(HttpContext context)
    {
        if (context.Request.Query["limit"] is not [{ } text])
        {
            return FileService.ListedMax;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            && limit is > 0 and <= FileService.ListedMax
            ? limit
            : throw Refuse.Bad(context.Request.Path, $"The limit is '{text}'. "
                + $"It is a whole number from 1 to {FileService.ListedMax}. Correct it or leave it out.");
    }
}
