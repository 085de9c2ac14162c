using ScaleSim.Simulator.ClusterFiles;

namespace ScaleSim.Simulator.Tests.ClusterFiles;

/// <summary>Files that are not there, or should not be read.</summary>
public sealed class BigFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("scalesim-file-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Read_RefusesFiftyMegabytes()
    {
        string path = Path.Combine(_folder.FullName, "big.yaml");
        using (FileStream file = File.Create(path))
        {
            file.SetLength(50 << 20);
        }

        Assert.Contains("larger than 1048576 bytes", Refusal(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_RefusesAFileThatIsMissing_AndAFolder()
    {
        string gone = Path.Combine(_folder.FullName, "gone.yaml");

        Assert.Contains("can't be read", Refusal(gone), StringComparison.Ordinal);
        Assert.Contains("directory", Refusal(_folder.FullName), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfAPipeWithoutAnEnd_EndsAtTheBound() =>
        Assert.Contains("larger than", Refusal("/dev/zero"), StringComparison.Ordinal);

    [Fact]
    public void Read_TakesTheTextOfAFileBesideIt()
    {
        string path = Path.Combine(_folder.FullName, "cluster.yaml");
        File.WriteAllText(Path.Combine(_folder.FullName, "worker.conf"), "ip={node.ip}\n");
        File.WriteAllText(path, ClusterYaml.InWorkers("files: [{path: /etc/w.conf, source: worker.conf}]"));

        ClusterFile file = ClusterFileReader.Read(path, _ => null);

        Assert.Equal("ip={node.ip}\n", file.Spec.Groups[0].Files[0].Content);
    }

    private static string Refusal(string path) =>
        Assert.Throws<ClusterFileException>(() => ClusterFileReader.Read(path, _ => null)).Message;
}
