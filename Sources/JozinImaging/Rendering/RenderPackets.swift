// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

private let version: UInt16 = 2
private let requestMagic = Array("JzRQ".utf8)
private let answerMagic = Array("JzRA".utf8)

extension RenderRequest {
    /// No request is longer.
    public static let packetCapacity = 256

    /// The request as one packet.
    public var packet: [UInt8] {
        var writer = PacketWriter()
        writer.write(requestMagic)
        writer.write(version)
        // The part that it shares with every question about an original.
        var shared = DecodeRequest(format: format, orientation: orientation, limits: limits, wants: [])
        shared.mayHold = mayHold
        shared.part = part
        let question = shared.packet
        writer.write(UInt16(question.count))
        writer.write(question)
        writer.write(UInt64(max(outputBytes, 0)))
        writer.write(UInt8(adjustments.turn.rawValue))
        for number in adjustments.numbers { writer.write(number.bitPattern) }
        writer.write(UInt8(renditions.count))
        for rendition in renditions {
            writer.write(UInt32(clamping: rendition.longestSide ?? 0))
            writer.write(UInt8(rendition.encoding == .jpeg ? 0 : 1))
            writer.write(UInt8(clamping: rendition.quality))
            writer.write(UInt8(rendition.isBlurred ? 1 : 0))
        }
        return writer.bytes
    }

    /// Reads `packet` back; nil for anything else.
    public init?(packet: [UInt8]) {
        var reader = PacketReader(packet)
        guard reader.begins(requestMagic, version),
            let shared = reader.read(UInt16.self).flatMap({ reader.read(count: Int($0)) }),
            let question = DecodeRequest(packet: Array(shared)), let outputBytes = reader.readInt(),
            let turn = reader.read(UInt8.self).flatMap({ Orientation(rawValue: Int($0)) })
        else { return nil }
        var numbers: [Double] = []
        for _ in 0..<Adjustments.numberCount {
            guard let bits = reader.read(UInt64.self) else { return nil }
            numbers.append(Double(bitPattern: bits))
        }
        guard let adjustments = Adjustments(turn, numbers), let count = reader.read(UInt8.self), count > 0,
            count <= RenderRequest.mostRenditions
        else { return nil }
        self.init(
            format: question.format, orientation: question.orientation, limits: question.limits, adjustments: adjustments,
            renditions: [], outputBytes: outputBytes)
        mayHold = question.mayHold
        part = question.part
        for _ in 0..<count {
            guard let side = reader.read(UInt32.self), let isWebP = reader.readFlag(), let quality = reader.read(UInt8.self),
                (1...100).contains(quality), let isBlurred = reader.readFlag()
            else { return nil }
            renditions.append(
                Rendition(
                    longestSide: side == 0 ? nil : Int(side), encoding: isWebP ? .webp : .jpeg, quality: Int(quality),
                    isBlurred: isBlurred))
        }
        guard reader.isAtEnd else { return nil }
    }
}

extension Adjustments {
    fileprivate static let numberCount = 7

    fileprivate var numbers: [Double] { [straighten, crop.x, crop.y, crop.width, crop.height, exposure, warmth] }

    /// Nil for what no recipe says.
    fileprivate init?(_ turn: Orientation, _ numbers: [Double]) {
        guard let crop = Crop(x: numbers[1], y: numbers[2], width: numbers[3], height: numbers[4]) else { return nil }
        self.init(turn: turn, straighten: numbers[0], crop: crop, exposure: numbers[5], warmth: numbers[6])
        guard self.numbers == numbers else { return nil }
    }
}

extension RenderAnswer {
    /// No answer is longer.
    public static let packetCapacity = 8192

    /// The answer as one packet.
    public var packet: [UInt8] {
        var writer = PacketWriter()
        writer.write(answerMagic)
        writer.write(version)
        switch self {
        case .failed(let code, let sentence): writer.writeFailure(code, sentence)
        case .rendered(let parts, let warnings):
            writer.write(UInt8(1))
            writer.write(UInt8(parts.count))
            for part in parts {
                writer.write(UInt32(clamping: part.size.width))
                writer.write(UInt32(clamping: part.size.height))
                writer.write(UInt64(max(part.offset, 0)))
                writer.write(UInt64(max(part.length, 0)))
            }
            writer.write(warnings: warnings)
        case .needs(let held): writer.writeNeed(held)
        }
        return writer.bytes
    }

    /// Reads `packet` back; nil for anything else.
    public init?(packet: [UInt8]) {
        var reader = PacketReader(packet)
        guard reader.begins(answerMagic, version), let start = reader.readAnswerStart() else { return nil }
        switch start {
        case .failed(let code, let sentence): self = .failed(code: code, sentence: sentence)
        case .needs(let held): self = .needs(held)
        case .made:
            guard let parts = RenderAnswer.parts(&reader), let warnings = reader.readWarnings() else { return nil }
            self = .rendered(parts, warnings: warnings)
        }
        guard reader.isAtEnd else { return nil }
    }

    private static func parts(_ reader: inout PacketReader) -> [RenderedPart]? {
        guard let count = reader.read(UInt8.self), count <= RenderRequest.mostRenditions else { return nil }
        var parts: [RenderedPart] = []
        for _ in 0..<count {
            guard let width = reader.read(UInt32.self), let height = reader.read(UInt32.self), width > 0, height > 0,
                let offset = reader.readInt(), let length = reader.readInt()
            else { return nil }
            parts.append(
                RenderedPart(size: PixelSize(width: Int(width), height: Int(height)), offset: offset, length: length))
        }
        return parts
    }
}
