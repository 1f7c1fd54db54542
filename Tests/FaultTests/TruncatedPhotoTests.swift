// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
import JozinDemo
import JozinFiles
import JozinTestHarness
import Testing

@Suite struct `A photo that was cut anywhere costs one sentence` {
    /// Every so many percent.
    private static let step = Extent.of(short: 10, full: 1)

    /// Scans a photo cut everywhere, and holds each piece to a verdict.
    private func expectVerdicts(_ name: String, _ whole: [UInt8]) throws {
        let place = try Place()
        let cuts = stride(from: 1, to: 100, by: Self.step).map { whole.count * $0 / 100 }
        for (number, length) in cuts.enumerated() { try place.put(Array(whole[..<length]), at: "\(number) \(name)") }
        try place.put(whole, at: "whole \(name)")
        let before = try TreeDigest(place)
        let answer = try place.scan()
        answer.expectSums()
        #expect(
            [0, 1].contains(answer.outcome.code) && answer.count("seen") == cuts.count + 1,
            "\(name): \(answer.outcome.code) \(answer.outcome.said)")
        for line in answer.verdicts.values where line.action == "failed" {
            let message = line.message ?? ""
            let told = String(decoding: line.path, as: UTF8.self)
            #expect(!message.isEmpty && message.count < 200 && message.allSatisfy { $0 != "\n" }, "\(told)")
            #expect(["damagedFile", "limitExceeded"].contains(line.code), "\(told): \(line.code ?? "") \(message)")
            #expect(line.remedy?.hasSuffix(".") ?? false && !message.contains("signal"), "\(told): \(message)")
        }
        #expect(answer.outcome.controlBytes == [])
        #expect(try TreeDigest(place).differences(before) == [])
    }

    @Test func `baseline and progressive JPEG, PNG and BMP`() throws {
        let picture = DemoPicture(seed: 4, size: PixelSize(width: 640, height: 520)).drawn()
        try expectVerdicts("baseline.jpg", try JPEGWriter().bytes(of: picture))
        try expectVerdicts("progressive.jpg", try JPEGWriter(progressive: true).bytes(of: picture))
        try expectVerdicts("small.jpg", try Sample.smallJPEG(4))
        try expectVerdicts("drawing.png", Sample.png(4, width: 320, height: 200))
        try expectVerdicts("drawing.bmp", Sample.bmp(4))
    }

    @Test func `a real photo of each format`() throws {
        let test = "a real photo of each format, cut"
        guard let folder = Corpora.folder?.appending("formats"), let bytes = Disk.read(folder.appending("manifest.json")) else {
            return Tool.notRun(test, "the corpora are not beside this clone")
        }
        guard case .object(let files)? = try JSONReader.read(bytes)["files"] else { return Tool.notRun(test, "no list of files") }
        // The smallest of each kind that is no toy.
        var chosen: [String: (path: String, bytes: Int)] = [:]
        for file in files {
            guard let kind = file.value["expected"]?["FileType"]?.text, let size = file.value["bytes"]?.integer,
                case .bool(true)? = file.value["decode"]?["decode_ok"], size >= 2000, size < 2_000_000
            else { continue }
            if size < chosen[kind]?.bytes ?? .max { chosen[kind] = (file.name, size) }
        }
        #expect(chosen.count > 5)
        for (kind, file) in chosen.sorted(by: { $0.key < $1.key }) {
            let whole = try #require(Disk.read(folder.appending(file.path)))
            try expectVerdicts("\(kind).photo", whole)
        }
        print("\(test): \(chosen.keys.sorted())")
    }
}
