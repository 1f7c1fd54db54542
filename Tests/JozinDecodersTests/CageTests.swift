// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinFiles
import JozinImaging
import JozinWorkers
import Testing

@Suite struct `The decoder is caged` {
    /// What a program writes to its standard output.
    private func output(of program: [UInt8], _ arguments: [String]) -> (text: String, code: Int32?) {
        let ends = Bench.pipe()
        let null = Bench.file([])
        let child = ChildProcess(executable: program, arguments: arguments, standardInput: null.number, standardOutput: ends[1])
        close(ends[1])
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            // Writes at most the buffer's size.
            let count = unsafe read(ends[0], &buffer, buffer.count)
            guard count > 0 else { break }
            text += buffer[..<count]
        }
        close(ends[0])
        let ending = child?.wait()
        return (String(decoding: text, as: UTF8.self), ending?.code)
    }

    @Test func `no file, no socket, no signal from inside`() {
        let (text, code) = output(of: Bench.decoder, ["--check-cage"])
        let lines = text.split(separator: "\n")
        guard let first = lines.first, !first.contains("landlock ABI 0"), first.contains("seccomp on") else {
            print("not run: the decoder is caged: this kernel has no Landlock or no seccomp (\(text))")
            return
        }
        #expect(code == 0 && lines.count == 12, "\(text)")
        #expect(lines.dropFirst().allSatisfy { $0.hasSuffix(": refused") }, "\(text)")
        // Landlock binds the calling thread and its children: there must be no other.
        #expect(first.hasSuffix("threads before 1"), "\(text)")
    }

    @Test func `unknown arguments are bad usage`() {
        #expect(output(of: Bench.decoder, ["--nonsense"]).code == 64)
    }

    @Test func `codecs with threads and modules still work inside`() {
        guard let folder = Bench.corpus("formats/derived-encodings", for: "HEIC and AVIF inside the cage") else { return }
        var decoder = DecoderProcess(executable: Bench.decoder)
        for (format, name) in [(PhotoFormat.heic, "heic_8bit.heic"), (.avif, "avif_8bit.avif"), (.webp, "webp_lossy.webp")] {
            let answer = decoder.decode(Bench.bytes(of: folder + "/" + name), Bench.request(format))
            #expect(answer.picture?.grid != nil, "\(name): \(answer)")
        }
        #expect(decoder.starts == 1)
    }

    @Test func `it links no Foundation`() {
        // The names of needed libraries stand in the binary as text, and so do those of the types that are linked in.
        let binary = Bench.bytes(of: String(decoding: Bench.decoder, as: UTF8.self))
        #expect(binary.count > 10_000)
        #expect(!contains(binary, "libFoundation") && !contains(binary, "FoundationEssentials"))
        #expect(contains(binary, "libvips"))
    }

    private func contains(_ bytes: [UInt8], _ word: String) -> Bool {
        let word = Array(word.utf8)
        return bytes.indices.dropLast(word.count).contains {
            bytes[$0] == word[0] && bytes[$0..<$0 + word.count].elementsEqual(word)
        }
    }
}
