// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinImaging
import JozinTestSupport
import Testing

@Suite struct `What is asked of the decoder is what it hears` {
    private func request(_ random: inout SeededGenerator) throws -> RenderRequest {
        let crop = try #require(Crop(x: 0.125, y: 0, width: 0.5, height: Double.random(in: 0.1...1, using: &random)))
        let adjustments = Adjustments(
            turn: Orientation.allCases.randomElement(using: &random) ?? .upright,
            straighten: Double.random(in: -45...45, using: &random), crop: crop,
            exposure: Double.random(in: -5...5, using: &random),
            warmth: Double.random(in: -1...1, using: &random))
        let renditions = (0..<Int.random(in: 1...8, using: &random)).map { _ in
            Rendition(
                longestSide: random.chance(20) ? nil : Int.random(in: 1...5000, using: &random),
                encoding: PictureEncoding.allCases.randomElement(using: &random) ?? .jpeg,
                quality: Int.random(in: 1...100, using: &random), isBlurred: random.chance(50))
        }
        var request = RenderRequest(
            format: PhotoFormat.allCases.randomElement(using: &random) ?? .jpeg,
            orientation: Orientation.allCases.randomElement(using: &random) ?? .upright, limits: .standard,
            adjustments: random.chance(30) ? .none : adjustments, renditions: renditions,
            outputBytes: Int.random(in: 0...1 << 40, using: &random))
        request.mayHold = Int.random(in: 0...1 << 40, using: &random)
        return request
    }

    @Test func `requests and answers survive`() throws {
        var random = SeededGenerator(seed: 51)
        for _ in 0..<300 {
            let request = try request(&random)
            #expect(RenderRequest(packet: request.packet) == request && request.packet.count <= RenderRequest.packetCapacity)
            #expect(DecodeRequest(packet: request.packet) == nil)
        }
        let part = RenderedPart(size: PixelSize(width: 320, height: 240), offset: 7, length: 1 << 33)
        for answer in [
            RenderAnswer.rendered([part, part], warnings: ["odd"]), .rendered([], warnings: []),
            .needs(HeldMemory(codec: 5, frame: 1 << 35)), .failed(code: .damagedFile, sentence: "it ends early"),
        ] {
            #expect(RenderAnswer(packet: answer.packet) == answer && DecodeAnswer(packet: answer.packet) == nil)
        }
    }

    @Test func `a packet with a byte more, less or changed is none, or another lawful one`() throws {
        var random = SeededGenerator(seed: 52)
        for _ in 0..<200 {
            let packet = try request(&random).packet
            #expect(RenderRequest(packet: packet + [0]) == nil && RenderRequest(packet: packet.dropLast()) == nil)
            var changed = packet
            changed[Int.random(in: 0..<packet.count, using: &random)] ^= UInt8.random(in: 1...255, using: &random)
            if let other = RenderRequest(packet: changed) {
                #expect(abs(other.adjustments.straighten) <= 45 && abs(other.adjustments.exposure) <= 5)
                #expect(!other.renditions.isEmpty && other.renditions.allSatisfy { (1...100).contains($0.quality) })
            }
        }
        for length in 0..<40 { #expect(RenderAnswer(packet: random.bytes(length)) == nil) }
    }
}
