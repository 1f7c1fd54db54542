// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

// What every answer of the decoder's begins with, and what all of them can say: a failure, or that more has to be held.

private let sentenceLimit = 300
private let warningLimit = 200
private let warningCount = 16

extension PacketWriter {
    /// An answer that is no picture.
    mutating func writeFailure(_ code: Problem.Code, _ sentence: String) {
        write(UInt8(0))
        write(code.wireNumber)
        write(sentence, limit: sentenceLimit)
    }

    /// An answer that asks for more.
    mutating func writeNeed(_ held: HeldMemory) {
        write(UInt8(2))
        write(UInt64(max(held.codec, 0)))
        write(UInt64(max(held.frame, 0)))
    }

    /// The first warnings of an answer.
    mutating func write(warnings: [String]) {
        write(UInt8(min(warnings.count, warningCount)))
        for warning in warnings.prefix(warningCount) { write(warning, limit: warningLimit) }
    }
}

/// What any answer may say; `made` stands before what one kind of question is answered with.
enum AnswerStart {
    case failed(code: Problem.Code, sentence: String)
    case made
    case needs(HeldMemory)
}

extension PacketReader {
    /// Whether the packet begins with these letters and this version.
    mutating func begins(_ magic: [UInt8], _ version: UInt16) -> Bool {
        read(count: magic.count)?.elementsEqual(magic) == true && read() == version
    }

    /// What an answer says behind its letters; nil where it is none.
    mutating func readAnswerStart() -> AnswerStart? {
        switch read(UInt8.self) {
        case 0:
            guard let code = read().flatMap(Problem.Code.init(wireNumber:)), let sentence = readText(limit: sentenceLimit) else {
                return nil
            }
            return .failed(code: code, sentence: sentence)
        case 1: return .made
        case 2:
            guard let codec = readInt(), let frame = readInt() else { return nil }
            return .needs(HeldMemory(codec: codec, frame: frame))
        default: return nil
        }
    }

    /// The warnings of an answer.
    mutating func readWarnings() -> [String]? {
        guard let count = read(UInt8.self), count <= warningCount else { return nil }
        var warnings: [String] = []
        for _ in 0..<count {
            guard let warning = readText(limit: warningLimit) else { return nil }
            warnings.append(warning)
        }
        return warnings
    }

    /// The next byte, where it is 0 or 1.
    mutating func readFlag() -> Bool? {
        switch read(UInt8.self) {
        case 0: false
        case 1: true
        default: nil
        }
    }
}

/// Numbers that stay what they are, whatever order the enumeration is written in.
extension Problem.Code {
    private static let byWireNumber: [Problem.Code] = [
        .damagedFile, .limitExceeded, .unsupported, .environment, .misuse, .bug,
    ]

    fileprivate init?(wireNumber: UInt8) {
        guard Int(wireNumber) < Problem.Code.byWireNumber.count else { return nil }
        self = Problem.Code.byWireNumber[Int(wireNumber)]
    }

    fileprivate var wireNumber: UInt8 { UInt8(Problem.Code.byWireNumber.firstIndex(of: self) ?? Int(UInt8.max)) }
}
