// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import JozinFiles
import JozinMetadata

/// An open original as the metadata readers take it: each piece is read where they ask for it.
final class OriginalBytes: ByteSource {
    let count: Int
    /// The first error that a reading met; the readers saw the end of the file there.
    private(set) var failure: SystemError?
    private let descriptor: Descriptor

    /// Another descriptor of the same open file, since a class cannot borrow; the length is that of its opening.
    init(_ original: borrowing Original) throws(SystemError) {
        descriptor = try original.descriptor.duplicate()
        count = Int(clamping: original.status.stamp.bytes)
    }

    func bytes(at offset: Int, count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        do throws(SystemError) {
            let came = try descriptor.read(into: &bytes, at: offset)
            bytes.removeSubrange(came...)
        } catch {
            failure = failure ?? error
            return []
        }
        return bytes
    }
}
