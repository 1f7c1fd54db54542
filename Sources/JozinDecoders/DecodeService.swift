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
            switch channel.receive(capacity: DecodeRequest.packetCapacity) {
            case .closed: return 0
            case .failed: return 2
            case .packet(let packet, let original, let scratch):
                let answer = self.answer(packet, original, scratch, colours)
                guard channel.send(answer.packet) else { return 0 }
            }
        }
    }

    private static func answer(
        _ packet: [UInt8], _ original: consuming Descriptor?, _ scratch: consuming Descriptor?, _ colours: ColourTransforms
    ) -> DecodeAnswer {
        guard let request = DecodeRequest(packet: packet), let original, (scratch == nil) == (request.scratchBytes == 0) else {
            return .failed(code: .bug, sentence: "the decoder was asked something that is no request")
        }
        // Codecs may map the original; that it is long costs no memory.
        let length = (try? original.status().stamp.bytes) ?? 0
        let mapped = UInt64(clamping: length) + UInt64(clamping: request.scratchBytes)
        let limits = request.limits
        guard jozin_limit_request(UInt64(clamping: limits.memory), mapped, UInt32(clamping: limits.cpuSeconds)) == 0 else {
            return .failed(code: .environment, sentence: "the decoder cannot limit itself")
        }
        guard let scratch else { return ImageDecoders.decode(original, request, with: colours) }
        let answer = ImageDecoders.decode(original, request, scratch: scratch.number, with: colours)
        // Open until here.
        _ = consume scratch
        return answer
    }
}
