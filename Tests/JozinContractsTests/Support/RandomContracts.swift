// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinTestSupport

/// Random values that the schemas allow, with text, names and trees of every kind.
extension SeededGenerator {
    mutating func tree(_ depth: Int = 0, largestExponent: Int = 400) -> JSONValue {
        switch Int.random(in: 0..<(depth < 5 ? 8 : 5), using: &self) {
        case 0: .null
        case 1: .bool(chance(50))
        case 2: .number(numberText(largestExponent: largestExponent))
        case 3, 4: .string(text())
        case 5, 6:
            .array((0..<Int.random(in: 0...4, using: &self)).map { _ in tree(depth + 1, largestExponent: largestExponent) })
        default: members(depth, largestExponent: largestExponent)
        }
    }

    /// An object; keys may be empty, odd, or stand twice.
    mutating func members(_ depth: Int = 0, largestExponent: Int = 400) -> JSONValue {
        .object(
            (0..<Int.random(in: 0...4, using: &self)).map { _ in
                JSONMember(chance(20) ? "a" : text(6), tree(depth + 1, largestExponent: largestExponent))
            })
    }

    mutating func digest() -> Digest256 {
        guard let digest = Digest256(bytes: bytes(32)) else { preconditionFailure("32 bytes are a digest") }
        return digest
    }

    /// A name as file systems have them, half of them no UTF-8.
    mutating func name() -> [UInt8] {
        let bytes = chance(50) ? Array(text().utf8) : bytes(Int.random(in: 1...20, using: &self))
        let name = bytes.filter { $0 != 0 && $0 != UInt8(ascii: "/") }
        return LibraryPath.isName(name[...]) ? name : Array("IMG_0001.jpg".utf8)
    }

    mutating func path() -> LibraryPath {
        (0..<Int.random(in: 1...4, using: &self)).reduce(LibraryPath.root) { path, _ in path.appending(name()) }
    }

    mutating func problem() -> Problem {
        Problem(Problem.Code.allCases.randomElement(using: &self) ?? .bug, "m" + text(), remedy: text())
    }

    mutating func maybe<Value>(_ value: (inout SeededGenerator) -> Value) -> Value? { chance(60) ? value(&self) : nil }

    mutating func exif() -> ExifFacts {
        var exif = ExifFacts()
        if chance(20) { return exif }
        exif.make = maybe { $0.text() }
        exif.model = maybe { $0.text() }
        exif.lens = maybe { $0.text() }
        exif.captured = maybe { random in
            CaptureTime(
                local: "2024-0\(Int.random(in: 1...9, using: &random))-1\(Int.random(in: 0...9, using: &random))T12:34:56",
                subsecond: random.maybe { String(Int.random(in: 0...999, using: &$0)) },
                offset: random.maybe { ["Z", "+05:45", "-03:30"].randomElement(using: &$0) ?? "Z" })
        }
        exif.iso = maybe { Int.random(in: 0...409_600, using: &$0) }
        exif.fNumber = maybe { Double.random(in: 0...64, using: &$0) }
        exif.exposureSeconds = maybe { 1 / Double.random(in: 0.01...8000, using: &$0) }
        exif.focalLengthMM = maybe { Double(Int.random(in: 1...1200, using: &$0)) / 10 }
        exif.exposureBiasEV = maybe { Double.random(in: -5...5, using: &$0) }
        exif.gps = maybe { random in
            GPSPosition(
                latitude: Double.random(in: -90...90, using: &random), longitude: Double.random(in: -180...180, using: &random),
                altitude: random.maybe { Double.random(in: -400...9000, using: &$0) })
        }
        return exif
    }

    mutating func descriptive() -> DescriptiveFacts {
        var facts = DescriptiveFacts()
        facts.rating = maybe { Int.random(in: -1...5, using: &$0) }
        facts.keywords = Set((0..<Int.random(in: 0...3, using: &self)).map { _ in "k" + text() }).sorted()
        facts.title = maybe { "t" + $0.text() }
        facts.description = maybe { "d" + $0.text() }
        return facts
    }

    mutating func fingerprint() -> Fingerprint {
        guard let moments = Hash192(values: bytes(24)) else { preconditionFailure("24 values are a hash") }
        return Fingerprint(
            phash: Hash64(next()), dhash: Hash64(next()), bmh: Hash64(next()), cmh: moments,
            information: Int.random(in: 0...100, using: &self))
    }

    /// Some readers of JSON refuse numbers that no double holds.
    mutating func sidecar(largestExponent: Int = 400) -> ImageSidecar {
        let facts = PhotoFacts(
            imageID: chance(50) ? .pixels(digest()) : .file(FileDigest(digest())),
            format: PhotoFormat.allCases.randomElement(using: &self) ?? .jpeg,
            size: maybe { PixelSize(width: Int($0.next() >> 40), height: Int($0.next() >> 40)) },
            orientation: Orientation.allCases.randomElement(using: &self) ?? .upright, averageColor: maybe { $0.bytes(3) },
            exif: exif(), descriptive: descriptive(), fingerprint: maybe { $0.fingerprint() },
            placeholder: chance(50) ? Placeholder(bytes: [7] + bytes(23)) : nil, problem: chance(30) ? problem() : nil,
            warnings: chance(30) ? (0...2).map { _ in text() } : [])
        return ImageSidecar(
            file: ImageSidecar.File(name: name(), bytes: Int64(next() >> 1) | 1, digest: FileDigest(digest())), facts: facts,
            sync: ImageSidecar.Sync(
                written: Int(next() >> 40), dirty: chance(50), lastWrite: chance(50) ? "2026-11-23T08:00:00Z" : nil),
            user: members(largestExponent: largestExponent),
            pipeline: ImageSidecar.Pipeline(version: Int.random(in: 1...9, using: &self), depth: chance(50) ? .quick : .full))
    }

    mutating func summary() -> ScanSummary {
        var summary = ScanSummary(decoded: Int(next() >> 40), missing: Int(next() >> 40), held: Int(next() >> 40))
        for action in ScanItem.Action.allCases { summary.count(action, chance(30) ? 0 : Int(next() >> 40)) }
        return summary
    }

    mutating func event() -> WorkerEvent {
        switch Int.random(in: 0..<5, using: &self) {
        case 0:
            return .started(
                worker: ["jozan", "jozync"].randomElement(using: &self) ?? "jozan",
                stages: (0..<Int.random(in: 0...3, using: &self)).map { _ in text() })
        case 1: return .progress(stage: text(), done: Int(next() >> 1), total: maybe { Int($0.next() >> 1) })
        case 2:
            let action = ScanItem.Action.allCases.randomElement(using: &self) ?? .new
            return .item(ScanItem(path: path(), action: action, from: maybe { $0.path() }, problem: chance(40) ? problem() : nil))
        case 3:
            var problem = problem()
            problem.path = maybe { $0.path() }
            return .warning(problem)
        default: return .finished(summary(), ExitCode.allCases.randomElement(using: &self) ?? .failed)
        }
    }
}
