// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

private let version: UInt16 = 1
private let requestMagic = Array("JzRQ".utf8)
private let answerMagic = Array("JzRA".utf8)
private let sentenceLimit = 300
private let warningLimit = 200
private let warningCount = 16

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
        guard reader.read(count: 4)?.elementsEqual(requestMagic) == true, reader.read() == version,
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
        for _ in 0..<count {
            guard let side = reader.read(UInt32.self), let encoding = reader.read(UInt8.self), encoding <= 1,
                let quality = reader.read(UInt8.self), (1...100).contains(quality), let blur = reader.read(UInt8.self), blur <= 1
            else { return nil }
            renditions.append(
                Rendition(
                    longestSide: side == 0 ? nil : Int(side), encoding: encoding == 0 ? .jpeg : .webp, quality: Int(quality),
                    isBlurred: blur == 1))
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
        case .failed(let code, let sentence):
            writer.write(UInt8(0))
            writer.write(code.wireNumber)
            writer.write(sentence, limit: sentenceLimit)
        case .rendered(let parts, let warnings):
            writer.write(UInt8(1))
            writer.write(UInt8(parts.count))
            for part in parts {
                writer.write(UInt32(clamping: part.size.width))
                writer.write(UInt32(clamping: part.size.height))
                writer.write(UInt64(max(part.offset, 0)))
                writer.write(UInt64(max(part.length, 0)))
            }
            writer.write(UInt8(min(warnings.count, warningCount)))
            for warning in warnings.prefix(warningCount) { writer.write(warning, limit: warningLimit) }
        case .needs(let held):
            writer.write(UInt8(2))
            writer.write(UInt64(max(held.codec, 0)))
            writer.write(UInt64(max(held.frame, 0)))
        }
        return writer.bytes
    }

    /// Reads `packet` back; nil for anything else.
    public init?(packet: [UInt8]) {
        var reader = PacketReader(packet)
        guard reader.read(count: 4)?.elementsEqual(answerMagic) == true, reader.read() == version,
            let kind = reader.read(UInt8.self)
        else { return nil }
        switch kind {
        case 0:
            guard let code = reader.read().flatMap(Problem.Code.init(wireNumber:)),
                let sentence = reader.readText(limit: sentenceLimit)
            else { return nil }
            self = .failed(code: code, sentence: sentence)
        case 1:
            guard let parts = RenderAnswer.parts(&reader), let warnings = RenderAnswer.warnings(&reader) else { return nil }
            self = .rendered(parts, warnings: warnings)
        case 2:
            guard let codec = reader.readInt(), let frame = reader.readInt() else { return nil }
            self = .needs(HeldMemory(codec: codec, frame: frame))
        default: return nil
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

    private static func warnings(_ reader: inout PacketReader) -> [String]? {
        guard let count = reader.read(UInt8.self), count <= warningCount else { return nil }
        var warnings: [String] = []
        for _ in 0..<count {
            guard let warning = reader.readText(limit: warningLimit) else { return nil }
            warnings.append(warning)
        }
        return warnings
    }
}
