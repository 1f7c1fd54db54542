// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// How a command ended, as `contracts/exit-codes.md` lists it; a code that a caller does not know means failure.
public enum ExitCode: Int32, Sendable, CaseIterable {
    /// Everything that was asked for was done.
    case done = 0
    /// It ran, and found problems: some photos could not be read.
    case problemsFound = 1
    /// It failed.
    case failed = 2
    /// The library is not there, or what is there is not the library.
    case libraryMissing = 10
    /// Another process holds the library.
    case locked = 11
    /// The disk is full.
    case noSpace = 12
    /// It ran, and waits for a word of the owner: too many photos are gone at once to be believed.
    case confirmationNeeded = 13
    /// The command line makes no sense.
    case usage = 64
    /// Stopped by Ctrl-C.
    case interrupted = 130
    /// Stopped by SIGTERM.
    case terminated = 143
}
