using System.Buffers.Binary;
using System.Text;

namespace ScaleSim.Docker.Tests.Api.Fakes;

/// <summary>Multiplexed output as the Engine writes it.</summary>
internal static class Frames
{
    public static byte[] Of(params (int Stream, string Text)[] frames) =>
        [.. frames.SelectMany(frame => One(frame.Stream, Encoding.UTF8.GetBytes(frame.Text)))];

    private static byte[] One(int stream, byte[] payload)
    {
        var bytes = new byte[8 + payload.Length];
        bytes[0] = (byte)stream;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4), (uint)payload.Length);
        payload.CopyTo(bytes, 8);
        return bytes;
    }
}
