// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import CJozinProcess
import Glibc
import JozinCore
import JozinFiles
import JozinImaging

/// The decoder process: one request at a time from standard input, until that closes.
///
/// 1. Codecs are loaded and started before the cage closes, and nothing opens a file afterwards.
/// 2. No thread exists before the cage closes: it binds the calling thread and those that it starts.
/// 3. A request's limits hold before its original is looked at.
public enum DecodeService {
    /// Runs as the arguments say, and returns the exit code: 0 done, 2 the cage cannot be closed, 64 bad usage.
    public static func run(arguments: [String]) -> Int32 {
        switch arguments.dropFirst() {
        case []: return serve()
        case ["--check-cage"]: return CageCheck.run()
        case ["--about"]: return DecoderAbout.run()
        case ["--check-memory"]: return CageCheck.eatMemory()
        case ["--check-time"]: return CageCheck.burnTime()
        default: return 64
        }
    }

    /// Loads and starts all that needs files; false where something does not start.
    static func prepare() -> Bool {
        guard jozin_die_with_parent() == 0, ImageDecoders.Vips.start() else { return false }
        // libcrypto reads its configuration at the first hash.
        _ = SHA256Hasher().finish()
        return true
    }

    /// Closes the cage for good; nil where the kernel refuses a means that it has.
    static func enterCage() -> jozin_cage? {
        var cage = jozin_cage()
        // The value lives for the call.
        return unsafe jozin_enter_cage(&cage) == 0 ? cage : nil
    }

    private static func serve() -> Int32 {
        guard prepare(), jozin_forbid_files_to_grow() == 0, enterCage() != nil else { return 2 }
        let channel = DescriptorChannel(owning: Descriptor(owning: STDIN_FILENO))
        let colours = ColourTransforms()
        while true {
            switch channel.receive(capacity: max(DecodeRequest.packetCapacity, RenderRequest.packetCapacity)) {
            case .closed: return 0
            case .failed: return 2
            case .packet(let packet, let original, let scratch):
                let answer =
                    if let request = RenderRequest(packet: packet) {
                        self.answer(request, original, scratch, colours).packet
                    } else {
                        self.answer(packet, original, scratch, colours).packet
                    }
                guard channel.send(answer) else { return 0 }
            }
        }
    }

    private static func answer(
        _ packet: [UInt8], _ original: consuming Descriptor?, _ scratch: consuming Descriptor?, _ colours: ColourTransforms
    ) -> DecodeAnswer {
        guard let request = DecodeRequest(packet: packet), let original, (scratch == nil) == (request.scratchBytes == 0) else {
            return .failed(code: .bug, sentence: "the decoder was asked something that is no request")
        }
        guard limit(request.limits, original, mapping: request.scratchBytes) else {
            return .failed(code: .environment, sentence: unlimited)
        }
        guard let scratch else { return ImageDecoders.decode(original, request, with: colours) }
        let answer = ImageDecoders.decode(original, request, scratch: scratch.number, with: colours)
        // Open until here.
        _ = consume scratch
        return answer
    }

    private static func answer(
        _ request: RenderRequest, _ original: consuming Descriptor?, _ output: consuming Descriptor?, _ colours: ColourTransforms
    ) -> RenderAnswer {
        guard let original, let output else {
            return .failed(code: .bug, sentence: "the decoder was asked for a picture without a file, or a place, for it")
        }
        guard limit(request.limits, original, mapping: request.outputBytes) else {
            return .failed(code: .environment, sentence: unlimited)
        }
        let answer = ImageDecoders.render(original, request, output: output.number, with: colours)
        // Open until here.
        _ = consume output
        return answer
    }

    /// Sets the limits of one request. Codecs may map the original; that it is long costs no memory.
    private static func limit(_ limits: DecodeLimits, _ original: borrowing Descriptor, mapping bytes: Int) -> Bool {
        let length = (try? original.status().stamp.bytes) ?? 0
        let mapped = UInt64(clamping: length) + UInt64(clamping: bytes)
        return jozin_limit_request(UInt64(clamping: limits.memory), mapped, UInt32(clamping: limits.cpuSeconds)) == 0
    }

    private static let unlimited = "the decoder cannot limit itself"
}
