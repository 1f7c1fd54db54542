// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import CJozinCrypto
public import JozinCore

/// A running SHA-256; traps where libcrypto refuses to work, since no digest of Jožin's may be wrong.
@safe public struct SHA256Hasher: ~Copyable {
    // Owned: made in init, freed in deinit, never handed out.
    private let hash: OpaquePointer

    /// The version of libcrypto.
    public static var libraryVersion: String {
        // A static text of the library's, copied here.
        unsafe String(cString: jozin_crypto_version())
    }

    /// The hash of no bytes yet.
    public init() {
        // The pointer is checked and owned by this value alone.
        guard let hash = unsafe jozin_sha256_new() else { fatalError("libcrypto has no SHA-256 or no memory") }
        unsafe self.hash = hash
    }

    deinit {
        // The only owner lets go.
        unsafe jozin_sha256_free(hash)
    }

    /// Adds bytes.
    public mutating func update(_ bytes: Span<UInt8>) {
        let done = unsafe bytes.withUnsafeBufferPointer { buffer in
            // The buffer lives for this call, which reads `count` bytes of it.
            unsafe jozin_sha256_update(hash, buffer.baseAddress, buffer.count)
        }
        precondition(done == 0, "libcrypto failed to hash")
    }

    /// Adds bytes.
    public mutating func update(_ bytes: [UInt8]) { update(bytes.span) }

    /// The digest of all bytes added.
    public consuming func finish() -> Digest256 {
        var bytes = [UInt8](repeating: 0, count: 32)
        let done = unsafe bytes.withUnsafeMutableBufferPointer { buffer in
            // The shim writes exactly 32 bytes into the array of 32.
            unsafe jozin_sha256_final(hash, buffer.baseAddress)
        }
        guard done == 0, let digest = Digest256(bytes: bytes) else { fatalError("libcrypto failed to finish a hash") }
        return digest
    }
}
