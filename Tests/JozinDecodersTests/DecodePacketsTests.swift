// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinImaging
import JozinTestSupport
import Testing

@Suite struct `Packets carry exactly what was said` {
    private func grid(_ random: inout SeededGenerator) -> Grid64 {
        func plane() -> [Float] { (0..<4096).map { _ in Float.random(in: 0...255, using: &random) } }
        return Grid64(luma: plane(), blueDifference: plane(), redDifference: plane())
    }

    private func picture(_ random: inout SeededGenerator) -> DecodedPicture {
        let isFull = Bool.random(using: &random)
        return DecodedPicture(
            storedSize: PixelSize(width: Int.random(in: 1...70_000, using: &random), height: 1),
            orientation: Orientation.allCases.randomElement(using: &random) ?? .upright, hasAlpha: Bool.random(using: &random),
            frames: Int.random(in: 1...9, using: &random),
            profile: DecodedPicture.Profile(rawValue: UInt8.random(in: 0...4, using: &random)) ?? .none,
            imageID: isFull ? Digest256(bytes: (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }) : nil,
            averageColor: isFull ? AverageColor(red: 1, green: 2, blue: 3) : nil, grid: isFull ? grid(&random) : nil,
            warnings: (0..<Int.random(in: 0...3, using: &random)).map { "odd thing number \($0), Žluťoučký" })
    }

    @Test func `requests come back equal`() {
        var random = SeededGenerator(seed: 1)
        for format in PhotoFormat.allCases {
            for orientation in Orientation.allCases {
                var request = DecodeRequest(
                    format: format, orientation: orientation,
                    limits: DecodeLimits(
                        pixels: Int.random(in: 0...Int.max, using: &random), side: 7, memory: 1 << 30, cpuSeconds: 20,
                        wallMilliseconds: 30_000), wants: DecodeRequest.Wants(rawValue: UInt8.random(in: 0...3, using: &random)))
                request.mayHold = Int.random(in: 0...Int.max, using: &random)
                request.scratchBytes = Int.random(in: 0...Int.max, using: &random)
                let start = Int.random(in: 0..<Int.max, using: &random)
                request.part = Bool.random(using: &random) ? start..<Int.random(in: start + 1...Int.max, using: &random) : nil
                #expect(DecodeRequest(packet: request.packet) == request)
                #expect(request.packet.count <= DecodeRequest.packetCapacity)
            }
        }
    }

    @Test func `answers come back equal`() {
        var random = SeededGenerator(seed: 2)
        for _ in 0..<20 {
            let answer = DecodeAnswer.decoded(picture(&random))
            #expect(DecodeAnswer(packet: answer.packet) == answer)
            #expect(answer.packet.count <= DecodeAnswer.packetCapacity)
        }
        for held in [HeldMemory(codec: 0, frame: 0), HeldMemory(codec: 7, frame: .max), HeldMemory(codec: .max, frame: 1)] {
            #expect(DecodeAnswer(packet: DecodeAnswer.needs(held).packet) == .needs(held))
            #expect(DecodeAnswer(packet: Array(DecodeAnswer.needs(held).packet.dropLast())) == nil)
        }
        for code in Problem.Code.allCases {
            let answer = DecodeAnswer.failed(code: code, sentence: "the file ends")
            #expect(DecodeAnswer(packet: answer.packet) == answer)
        }
    }

    @Test func `a packet cut anywhere, or with a byte too many, is none`() {
        var random = SeededGenerator(seed: 3)
        let request = DecodeRequest(format: .png, orientation: .flipped, limits: .standard, wants: .grid).packet
        for count in 0..<request.count { #expect(DecodeRequest(packet: Array(request[..<count])) == nil) }
        #expect(DecodeRequest(packet: request + [0]) == nil)
        let answer = DecodeAnswer.decoded(picture(&random)).packet
        for count in 0..<min(answer.count, 60) { #expect(DecodeAnswer(packet: Array(answer[..<count])) == nil) }
        #expect(DecodeAnswer(packet: Array(answer.dropLast())) == nil && DecodeAnswer(packet: answer + [0]) == nil)
    }

    @Test func `whatever a taken-over decoder sends, nothing traps`() {
        var random = SeededGenerator(seed: 4)
        let valid = [DecodeAnswer.decoded(picture(&random)).packet, DecodeAnswer.failed(code: .bug, sentence: "why").packet]
        for round in 0..<2000 {
            var packet = valid[round % 2]
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let head = Int.random(in: 0..<min(packet.count, 70), using: &random)
                packet[head] = UInt8.random(in: 0...255, using: &random)
            }
            if case .decoded(let picture) = DecodeAnswer(packet: packet) {
                #expect(picture.storedSize.width > 0 && picture.frames > 0)
            }
        }
    }

    @Test func `cells that are no numbers are refused`() {
        var random = SeededGenerator(seed: 5)
        for bad in [Float.nan, .infinity, -1, 255.5] {
            var grid = grid(&random)
            grid.redDifference[4095] = bad
            var answer = picture(&random)
            answer.grid = grid
            #expect(DecodeAnswer(packet: DecodeAnswer.decoded(answer).packet) == nil)
        }
    }

    @Test func `texts arrive harmless and bounded`() {
        let answer = DecodeAnswer.failed(code: .damagedFile, sentence: "\u{1B}[2J" + String(repeating: "x", count: 1000))
        guard case .failed(_, let sentence) = DecodeAnswer(packet: answer.packet) else {
            Issue.record("no answer")
            return
        }
        #expect(sentence.hasPrefix("\\x1b[2J") && sentence.count < 400)
    }
}
