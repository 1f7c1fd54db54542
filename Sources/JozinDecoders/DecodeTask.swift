// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinImaging

/// One request, and what the decoder has for it.
struct DecodeTask {
    let request: DecodeRequest
    let colours: ColourTransforms
    /// The scratch file, of as many bytes as the request says; open as long as the task is under way.
    let scratch: Int32?

    /// What the picture is to become, where pictures are asked for and not facts.
    var rendering: Rendering?

    /// Where a frame is held.
    enum Place {
        case memory
        case scratch(Int32)
    }

    var limits: DecodeLimits { request.limits }

    /// Asked before anything is allocated for the picture: refuses what the limits forbid, and asks for what was not allowed yet.
    func place(for held: HeldMemory) throws(DecodeFailure) -> Place {
        guard held.codec <= limits.mostHeld else { throw .tooMuchMemory(held.codec) }
        if let scratch, held.frame <= request.scratchBytes, held.codec <= request.mayHold { return .scratch(scratch) }
        if held.total <= min(request.mayHold, limits.mostHeld) { return .memory }
        throw DecodeFailure(needing: held)
    }
}
