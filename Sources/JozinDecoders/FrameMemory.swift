// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Bytes of a frame: private memory, or those of a scratch file, mapped. Let go of with the object.
///
/// Mapped rather than allocated: what the limits refuse is nil and not the end of the process, and a scratch file's pages can be
/// written to the disk where memory is short.
@safe final class FrameMemory {
    let count: Int
    // Owned: mapped in init, unmapped in deinit; `count` bytes that can be read and written.
    private let base: UnsafeMutableRawPointer

    /// Nil where memory is refused. A scratch file must have the bytes already, and nobody may shorten it.
    init?(count: Int, in place: DecodeTask.Place) {
        guard count > 0 else { return nil }
        let protection = PROT_READ | PROT_WRITE
        // The kernel chooses the address; the result is checked below.
        let mapped =
            switch place {
            case .memory: unsafe mmap(nil, count, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
            case .scratch(let file): unsafe mmap(nil, count, protection, MAP_SHARED, file, 0)
            }
        guard let mapped = unsafe mapped, unsafe mapped != MAP_FAILED else { return nil }
        // Fewer and larger pages where the kernel likes; a refusal changes nothing.
        _ = unsafe madvise(mapped, count, MADV_HUGEPAGE)
        unsafe base = mapped
        self.count = count
    }

    deinit {
        // Mapped in init with this length; no pointer leaves the closures below.
        unsafe munmap(base, count)
    }

    /// Lends `range` for writing.
    func write(_ range: Range<Int>, _ body: (UnsafeMutableRawPointer) -> Void) {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        // Inside the mapping, as just checked; the body keeps to the range.
        unsafe body(base + range.lowerBound)
    }

    /// Copies `bytes` to `start` and what follows.
    func copy(_ bytes: [UInt8], at start: Int) {
        // The range has as many bytes as are copied.
        unsafe write(start..<start + bytes.count) { target in
            unsafe bytes.withUnsafeBytes { source in
                if let source = source.baseAddress { unsafe target.copyMemory(from: source, byteCount: bytes.count) }
            }
        }
    }

    /// Lends `range` for reading.
    func read(_ range: Range<Int>, _ body: (Span<UInt8>) -> Void) {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        // Inside the mapping, as just checked; a span cannot outlive the call.
        unsafe body(UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count).bindMemory(to: UInt8.self).span)
    }
}
