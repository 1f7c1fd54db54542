// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore
public import JozinFiles
public import JozinImaging

/// Makes pictures of originals with a decoder of its own. One per thread.
public struct PictureMaker: ~Copyable {
    private var decoder: DecoderProcess
    private let limits: DecodeLimits

    /// One picture, encoded.
    public struct Made: Hashable, Sendable {
        /// Its size in pixels.
        public let size: PixelSize
        /// The file.
        public let bytes: [UInt8]
    }

    /// `decoder` is the path of `jozin-decode`, `frames` what all makers may hold of their pictures; `isStopped` says whether a photo that
    /// takes long is to be given up.
    public init(
        decoder: SystemPath, limits: DecodeLimits, frames: FrameBudget, isStopped: @escaping @Sendable () -> Bool = { false }
    ) {
        self.decoder = DecoderProcess(executable: decoder.bytes, frames: frames, isStopped: isStopped)
        self.limits = limits
    }

    /// The pictures that are asked for of an open original, in the order of `renditions`; `size` is the original's, where it is known.
    public mutating func make(
        _ renditions: [Rendition], of original: borrowing Original, _ format: PhotoFormat, _ orientation: Orientation,
        size: PixelSize?, _ adjustments: Adjustments = .none
    ) throws(Problem) -> [Made] {
        let source = try DecoderSource(original, format, orientation, upright: size)
        let room = renditions.reduce(0) { $0 + PictureMaker.room($1, size, limits) }
        var request = RenderRequest(
            format: format, orientation: source.orientation, limits: limits, adjustments: adjustments, renditions: renditions,
            outputBytes: room)
        request.part = source.part
        let output = try Problem.orSystem { () throws(SystemError) in try MemoryFile.make(bytes: room) }
        let answer = decoder.render(
            original.descriptor.number, request, output: output.number, forgivingDeaths: PhotoIndexer.forgivenDeaths)
        let made = try PictureMaker.read(answer, of: request, from: output)
        let isUnchanged = try Problem.orSystem { () throws(SystemError) in try original.isUnchanged() }
        guard isUnchanged else { throw PhotoIndexer.changedMeanwhile }
        return made
    }

    /// Copies what the decoder made out of its file: whatever it says lies within what was asked for, or is not believed.
    private static func read(
        _ answer: RenderAnswer, of request: RenderRequest, from output: borrowing Descriptor
    ) throws(Problem) -> [Made] {
        switch answer {
        case .failed(let code, let sentence): throw problem(code, sentence)
        case .needs: throw problem(.bug, "the decoder's question was not answered")
        case .rendered(let parts, _):
            guard parts.count == request.renditions.count else { throw problem(.bug, "the decoder made too few pictures") }
            var made: [Made] = []
            for part in parts {
                guard part.length > 0, part.offset <= request.outputBytes, part.length <= request.outputBytes - part.offset else {
                    throw problem(.bug, "the decoder's picture lies outside of its file")
                }
                var bytes = [UInt8](repeating: 0, count: part.length)
                let count = try Problem.orSystem { () throws(SystemError) in try output.read(into: &bytes, at: part.offset) }
                guard count == part.length else { throw problem(.bug, "the decoder's picture is cut") }
                made.append(Made(size: part.size, bytes: bytes))
            }
            return made
        }
    }

    private static func problem(_ code: Problem.Code, _ sentence: String) -> Problem {
        Problem(code, sentence, remedy: PhotoIndexer.remedy(code))
    }

    /// Bytes that no encoded picture of this kind exceeds: three a pixel, and headers.
    private static func room(_ rendition: Rendition, _ size: PixelSize?, _ limits: DecodeLimits) -> Int {
        let largest = size?.count ?? limits.pixels
        // 2^32 squared is not asked for: sides are those of a request.
        let pixels = rendition.longestSide.map { min($0.multipliedReportingOverflow(by: $0).partialValue, largest) } ?? largest
        return max(pixels, 1) * 3 + 65_536
    }
}

extension Problem {
    /// Does something that the system may refuse.
    static func orSystem<Value: ~Copyable>(_ body: () throws(SystemError) -> Value) throws(Problem) -> Value {
        do throws(SystemError) {
            return try body()
        } catch {
            throw error.problem()
        }
    }
}
