// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
public import JozinContracts
import JozinCore

/// Keeps writers out of a state folder without writing to it: any number may look at once.
public struct ReadingLock: ~Copyable, Sendable {
    // nil where nobody has ever locked the folder.
    private let file: Descriptor?

    fileprivate init(_ file: consuming Descriptor?) { self.file = file }
}

extension Library {
    /// Keeps writers out until the answer is gone; one that is at work is exit code 11.
    public func lockForReading() throws(RunFailure) -> ReadingLock {
        do throws(SystemError) {
            let file = try state.descriptor.file(LibraryLock.fileName, flags: O_RDONLY)
            try file.lockShared()
            return ReadingLock(file)
        } catch {
            if error.number == ENOENT { return ReadingLock(nil) }
            throw LibraryLock.failure(error, at: statePath)
        }
    }
}

extension Library {
    /// The state folder opened once more.
    public func openStateForLooking() throws(RunFailure) -> Descriptor {
        do throws(SystemError) {
            return try state.descriptor.reopened()
        } catch {
            throw RunFailure(.failed, error.problem(), at: statePath)
        }
    }
}

extension LibraryLock {
    /// The name of the file that is locked.
    static let fileName = Array("lock".utf8)
}
