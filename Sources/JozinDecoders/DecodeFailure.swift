// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinImaging

/// Why a photo was not decoded.
struct DecodeFailure: Error {
    /// What the asker is told.
    let answer: DecodeAnswer

    init(_ code: Problem.Code, _ sentence: String) { answer = .failed(code: code, sentence: sentence) }

    /// Nothing is wrong, but this has to be held, and nobody has allowed it yet.
    init(needing held: HeldMemory) { answer = .needs(held) }

    /// A header that declares more than the limits allow.
    static func tooManyPixels(_ size: PixelSize, _ limits: DecodeLimits) -> DecodeFailure {
        guard size.width > 0 && size.height > 0 else { return DecodeFailure(.damagedFile, "the header declares no pixels") }
        let pixels = "the header declares \(size.width) x \(size.height) pixels"
        if max(size.width, size.height) > limits.side {
            return DecodeFailure(.limitExceeded, "\(pixels), a side over the limit of \(limits.side)")
        }
        return DecodeFailure(.limitExceeded, "\(pixels), more than the limit of \(limits.pixels)")
    }

    /// A frame that would have to be held and must not be.
    static func tooMuchMemory(_ bytes: Int) -> DecodeFailure {
        DecodeFailure(.limitExceeded, "its picture needs \(bytes >> 20) MB at once, more than one photo may take")
    }

    static let unreadable = DecodeFailure(.environment, "the file cannot be read")
}
