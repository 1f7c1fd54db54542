// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinFiles

/// What `jozin-decode` says of itself from inside its cage.
enum DecoderChecks {
    static var all: [Check] {
        do throws(RunFailure) {
            let answer = try ask(try Surroundings.decoder())
            return [cage(answer), formats(answer), libraries(answer)] + notes(answer)
        } catch {
            return [Check("decoder", .problem, error.text, remedy: "Without it nothing can be scanned.")]
        }
    }

    /// Lines of three words.
    private typealias Answer = [(kind: String, name: String, value: String)]

    private static func ask(_ decoder: SystemPath) throws(RunFailure) -> Answer {
        var answer: Answer = []
        let code: Int32
        do throws(SystemError) {
            var process = try WorkerProcess(decoder, arguments: [Array("jozin-decode".utf8), Array("--about".utf8)])
            while let line = try process.nextLine() {
                let words = String(decoding: line, as: UTF8.self).split(separator: "\t").map(String.init)
                if words.count == 3 { answer.append((words[0], words[1], words[2])) }
            }
            code = process.wait()
        } catch {
            throw RunFailure(.failed, error.problem(), at: decoder)
        }
        guard code == 0, !answer.isEmpty else {
            let problem = Problem(
                .environment, "the decoder does not start (exit \(code))",
                remedy: "Install jozin and jozin-decode of one version.")
            throw RunFailure(.failed, problem, at: decoder)
        }
        return answer
    }

    private static func values(_ answer: Answer, _ kind: String) -> [(key: String, value: JSONValue)] {
        answer.filter { $0.kind == kind }.map { ($0.name, .string($0.value)) }
    }

    private static func cage(_ answer: Answer) -> Check {
        func value(_ name: String) -> Int { answer.first { $0.kind == "cage" && $0.name == name }.flatMap { Int($0.value) } ?? 0 }
        let missing =
            (value("landlock") > 0 ? [] : ["Landlock"]) + (value("seccomp") > 0 ? [] : ["seccomp"])
            + (value("limits") > 0 ? [] : ["limits of memory and time"])
        guard missing.isEmpty else {
            return Check(
                "cage", .warning, "The decoders run without \(missing.joined(separator: " and ")).",
                remedy: "A malicious photo could do more harm here; use a kernel that has them.", values(answer, "cage"))
        }
        let sentence =
            "Decoders run in a cage: no file, no network, no program (Landlock \(value("landlock")), seccomp), with limits of memory and time."
        return Check("cage", .ok, sentence, values(answer, "cage"))
    }

    private static func formats(_ answer: Answer) -> Check {
        let formats = answer.filter { $0.kind == "format" }
        let read = formats.filter { $0.value != "-" }.map { "\($0.name) (\($0.value))" }
        let unread = formats.filter { $0.value == "-" }.map(\.name)
        let sentence = "Pixels are read of \(read.joined(separator: ", ")); metadata alone of \(unread.joined(separator: ", "))."
        let lacking = unread.filter { ["heic", "avif", "jxl", "jp2"].contains($0) }
        guard !lacking.isEmpty else { return Check("formats", .ok, sentence, values(answer, "format")) }
        // libheif has a decoder for each of its codecs, libvips a module or a library for the other two.
        let remedies = [("libheif", ["heic", "avif"]), ("libvips", ["jxl", "jp2"])].compactMap { library, formats in
            let names = formats.filter(lacking.contains)
            return names.isEmpty ? nil : "Install what \(library) needs to read \(names.joined(separator: " and "))."
        }
        return Check(
            "formats", .warning, sentence, remedy: remedies.joined(separator: " "), values(answer, "format"))
    }

    private static func libraries(_ answer: Answer) -> Check {
        let versions =
            answer.filter { $0.kind == "library" }.map { "\($0.name) \($0.value)" } + ["libcrypto \(SHA256Hasher.libraryVersion)"]
        return Check("libraries", .ok, "Libraries: \(versions.joined(separator: ", ")).", values(answer, "library"))
    }

    /// Versions from which on a library's own authors have what is said. A distribution may bring a fix under an older number.
    private static let milestones: [(name: String, version: [Int], sentence: String, remedy: String)] = [
        (
            "libwebp", [1, 3, 2], "its authors fixed CVE-2023-4863 in 1.3.2",
            "Distributions bring fixes under old numbers: keep security updates installed."
        ),
        ("libheif", [1, 19, 0], "it has limits of its own from 1.19 on; until then the cage's limits hold", ""),
    ]

    private static func notes(_ answer: Answer) -> [Check] {
        milestones.compactMap { milestone in
            let found = answer.first { $0.kind == "library" && $0.name == milestone.name }
            guard let found else { return nil }
            let version = found.value.split(separator: ".").map { Int($0.prefix { $0.isNumber }) ?? 0 }
            guard version.lexicographicallyPrecedes(milestone.version) else { return nil }
            return Check(
                "libraryVersion", .note, "\(found.name) here calls itself \(found.value): \(milestone.sentence).",
                remedy: milestone.remedy,
                [("name", .string(found.name)), ("version", .string(found.value))])
        }
    }
}
