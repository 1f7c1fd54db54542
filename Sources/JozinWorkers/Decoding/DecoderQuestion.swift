// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinImaging

/// What a decoder can be asked, one packet there and one back.
protocol DecoderQuestion {
    associatedtype Answer: DecoderReply

    var packet: [UInt8] { get }
    var limits: DecodeLimits { get }
    /// The length of the scratch file that the picture is turned in; 0 where there is none.
    var scratchBytes: Int { get }
}

/// What a decoder can answer.
protocol DecoderReply {
    static var packetCapacity: Int { get }

    init?(packet: [UInt8])
    static func failed(code: Problem.Code, sentence: String) -> Self
}

extension DecoderReply {
    /// A failure that was put into words for another question.
    init(_ answer: DecodeAnswer) {
        guard case .failed(let code, let sentence) = answer else {
            self = .failed(code: .bug, sentence: "the decoder answered another question")
            return
        }
        self = .failed(code: code, sentence: sentence)
    }
}

extension DecodeRequest: DecoderQuestion {
    typealias Answer = DecodeAnswer
}

extension DecodeAnswer: DecoderReply {}

extension RenderRequest: DecoderQuestion {
    typealias Answer = RenderAnswer

    var scratchBytes: Int { 0 }
}

extension RenderAnswer: DecoderReply {}
