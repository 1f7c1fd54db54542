// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
public import JozinCore

/// A failed system call: which, and why.
public struct SystemError: Error, Hashable, Sendable {
    /// The call's name, as its manual page has it.
    public let call: String
    /// The error number (errno(3)).
    public let number: Int32

    /// From a call's name and its error number.
    public init(_ call: String, _ number: Int32) {
        self.call = call
        self.number = number
    }

    /// The error that errno holds now.
    static func last(_ call: String) -> SystemError { SystemError(call, errno) }

    /// Whether the thing was not there.
    public var isAbsence: Bool { number == ENOENT || number == ENOTDIR }
    /// Whether there was no room.
    public var isFullDisk: Bool { number == ENOSPC || number == EDQUOT }
    /// Whether the process, or the system, had no descriptor left: this says nothing of what was to be opened.
    public var isScarcity: Bool { number == EMFILE || number == ENFILE }
    /// Whether writing was not allowed.
    public var isReadOnly: Bool { number == EROFS || number == EACCES || number == EPERM }

    /// What it means for the owner of the file at `path`.
    public func problem(at path: LibraryPath? = nil) -> Problem {
        let (sentence, remedy) = explanation
        return Problem(.environment, sentence, remedy: remedy, path: path)
    }

    private var explanation: (sentence: String, remedy: String) {
        switch number {
        case EACCES, EPERM: ("it may not be read (\(call): permission denied)", "Give your user the right to read it.")
        case ENOENT, ESTALE: ("it is not there any more", "Scan again once it is back.")
        case ELOOP: ("it is a symbolic link now", "Links are not followed; scan the folder it points to.")
        case ENOSPC, EDQUOT: ("the disk is full", "Free some space; the next run goes on where this one stopped.")
        case EROFS: ("the disk is read-only", "Use --state DIR to keep Jožin's files elsewhere.")
        case EIO: ("the disk could not read it (\(call): input/output error)", "Check the disk and its cable; copy the file now.")
        case EBADMSG: ("its content is damaged", "Restore it from a copy, and check the disk.")
        case EMFILE, ENFILE: ("too many files are open", "Raise the limit (ulimit -n).")
        case ENAMETOOLONG: ("its name is too long for the system", "Rename it.")
        default: ("\(call) failed: \(SystemError.text(number))", "Try again.")
        }
    }

    private static func text(_ number: Int32) -> String {
        // strerror's text is static for known numbers in glibc, and copied at once.
        guard let text = unsafe strerror(number) else { return "error \(number)" }
        return unsafe String(cString: text)
    }
}
