using System.Text;
using ScaleSim.Core.HostPrograms.Files;

namespace ScaleSim.Core.HostPrograms;

/// <summary>The first line of a script (execve(2)).</summary>
/// <remarks>
/// Samples: <c>#!/bin/sh</c>, <c>#! /usr/bin/python3 -u</c>, <c>#!/usr/bin/env -S python3 -u</c>. All that follows the
/// interpreter is one argument.
/// </remarks>
/// <param name="Interpreter">As it stands there.</param>
/// <param name="Argument">Empty where there is none.</param>
internal sealed record Shebang(string Interpreter, string Argument)
{
    /// <value>
    /// The program that env(1) looks for in PATH; null where the interpreter is another. It is empty where env is told
    /// none.
    /// </value>
    public string? Command => PathWalker.NameOf(Interpreter) == "env" ? CommandOf(Argument) : null;

    /// <summary>Null where the first line is none such.</summary>
    /// <param name="head">The first 256 bytes of the file, or all of it.</param>
    public static Shebang? Parse(ReadOnlySpan<byte> head)
    {
        if (!head.StartsWith("#!"u8))
        {
            return null;
        }

        int end = head.IndexOf((byte)'\n');
        string line = Encoding.UTF8.GetString(end < 0 ? head[2..] : head[2..end]).Trim(' ', '\t');
        int gap = line.AsSpan().IndexOfAny(' ', '\t');
        return gap < 0
            ? new Shebang(line, "")
            : new Shebang(line[..gap], line[gap..].Trim(' ', '\t'));
    }

    /// <summary>With <c>-S</c> env splits its argument; assignments and options come before the command.</summary>
    private static string CommandOf(string argument)
    {
        if (!argument.StartsWith('-'))
        {
            return argument;
        }

        return argument.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.StartsWith("-S", StringComparison.Ordinal) ? word[2..] : word)
            .FirstOrDefault(word => word.Length > 0 && word[0] != '-' && !word.Contains('=')) ?? "";
    }
}
