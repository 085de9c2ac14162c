using System.Globalization;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Pulls;

/// <summary>
/// Makes of an Engine's many lines a few sentences: one a second at most, with the layers that are done and the bytes
/// that have come.
/// </summary>
internal sealed class PullProgress : IProgress<JSONMessage>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, Layer> _layers = new(StringComparer.Ordinal);
    private readonly string _image;
    private readonly Action<string> _report;
    private readonly TimeProvider _time;
    private long _last;

    public PullProgress(string image, Action<string> report, TimeProvider time)
    {
        _image = image;
        _report = report;
        _time = time;
        _last = time.GetTimestamp();
    }

    public void Report(JSONMessage value)
    {
        if (value.ID.Length == 0 || !Note(value) || _time.GetElapsedTime(_last) < Interval)
        {
            return;
        }

        _last = _time.GetTimestamp();
        _report(Sentence());
    }

    /// <summary>Whether the line was about a layer.</summary>
    private bool Note(JSONMessage value)
    {
        if (value.Status.StartsWith("Pulling from ", StringComparison.Ordinal))
        {
            // Its ID is the tag.
            return false;
        }

        if (!_layers.TryGetValue(value.ID, out var layer))
        {
            _layers[value.ID] = layer = new Layer();
        }

        switch (value.Status)
        {
            case "Downloading" when value.ProgressDetail is { Units: "" } detail:
                layer.Bytes = detail.Current;
                layer.BytesMax = Math.Max(detail.Total, detail.Current);
                break;
            case "Download complete" or "Extracting":
                layer.Bytes = layer.BytesMax;
                break;
            case "Pull complete" or "Already exists":
                layer.Bytes = layer.BytesMax;
                layer.IsDone = true;
                break;
        }

        return true;
    }

    private string Sentence()
    {
        var done = _layers.Values.Count(layer => layer.IsDone);
        var megabytes = _layers.Values.Sum(layer => layer.Bytes) / 1e6;
        var megabytesMax = _layers.Values.Sum(layer => layer.BytesMax) / 1e6;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Pulling {_image}: {done} of {_layers.Count} layers, {megabytes:0.0} of {megabytesMax:0.0} MB");
    }

    private sealed class Layer
    {
        public long Bytes { get; set; }

        public long BytesMax { get; set; }

        public bool IsDone { get; set; }
    }
}
