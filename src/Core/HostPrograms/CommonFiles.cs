using ScaleSim.Core.HostPrograms.Files;

namespace ScaleSim.Core.HostPrograms;

/// <summary>What many programs expect of a system beside their libraries.</summary>
internal sealed class CommonFiles(
    ImageDraft draft, ICollection<ExaminedFile> examined, CancellationToken cancellationToken)
{
    private const UnixFileMode Open = (UnixFileMode)0b1_111_111_111;
    private const UnixFileMode Usual = (UnixFileMode)0b111_101_101;
    private const UnixFileMode Plain = (UnixFileMode)0b110_100_100;

    // The engine writes hosts, hostname and resolv.conf; names come from them and from it, users from passwd and group.
    private const string NameServices =
        """
        passwd: files
        group: files
        shadow: files
        hosts: files dns
        networks: files
        protocols: files
        services: files

        """;

    // Where distributions have their certificates: Debian and SUSE as a directory, Red Hat and Alpine as one file;
    // the last two are where OpenSSL looks on Debian.
    private static readonly string[] CertificatePaths =
    [
        "/etc/ssl/certs", "/etc/pki/tls/certs", "/etc/pki/ca-trust/extracted/pem", "/etc/ssl/cert.pem",
        "/etc/ssl/ca-bundle.pem", "/usr/lib/ssl/certs", "/usr/lib/ssl/cert.pem",
    ];

    public void AddBasics()
    {
        AddDirectory("/tmp", Open);
        AddDirectory("/var/tmp", Open);
        AddDirectory("/run", Usual);
        const string Services = "/etc/nsswitch.conf";
        byte[] content = System.Text.Encoding.UTF8.GetBytes(NameServices.ReplaceLineEndings("\n"));
        draft.Add(MadeFile.Create(draft.PlaceOf(Services), content, Plain), DraftRank.Needed, Services);
    }

    public void AddCertificates()
    {
        if (!CertificatePaths.Select(path => TryAdd(path, "certificates")).ToArray().Contains(true))
        {
            draft.Errors.Wrong(
                $"Certificates were asked for, and this machine has none in '{CertificatePaths[0]}'",
                $"nor in {string.Join(", ", CertificatePaths[1..])}",
                "Install the package ca-certificates, or list yours under files");
        }
    }

    public void AddTimeZones()
    {
        const string Zones = "/usr/share/zoneinfo";
        if (!TryAdd(Zones, "timeZones"))
        {
            draft.Errors.Wrong(
                $"Time zones were asked for, and this machine has no '{Zones}'",
                "programs look for them there",
                "Install the package tzdata");
        }

        // Without it a program runs in UTC, as it would here.
        TryAdd("/etc/localtime", "timeZones");
        TryAdd("/etc/timezone", "timeZones");
    }

    private void AddDirectory(string path, UnixFileMode mode) => draft.Add(
        new HostFile(draft.Follow(path), HostFileKind.Directory) { Mode = mode }, DraftRank.Needed, path);

    /// <summary>Whether this machine has the file or directory.</summary>
    private bool TryAdd(string path, string source)
    {
        try
        {
            if (PathWalker.Resolve(draft.Tree, path) is not { } found)
            {
                return false;
            }

            draft.AddHostPath(path, DraftRank.Needed, EntryAttributes.None, source);
            if (found.Status.Kind == PathKind.Directory)
            {
                new TreeCopier(draft, examined, cancellationToken)
                    .Copy(new TreeCopy(source, found.Path, found.Path, EntryAttributes.None));
            }

            return true;
        }
        catch (Exception exception) when (FileErrors.Are(exception))
        {
            draft.Errors.Wrong(
                $"Path '{path}' can't be read, and {source} were asked for",
                FileErrors.Reason(exception),
                "Mend it, or run ScaleSim as a user who may read it");
            return true;
        }
    }
}
