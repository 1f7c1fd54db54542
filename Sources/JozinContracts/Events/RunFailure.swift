// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// What ends a whole run: the exit code, and the problem in words.
public struct RunFailure: Error, Hashable, Sendable {
    /// For the caller.
    public let exit: ExitCode
    /// For the person.
    public let problem: Problem
    /// The folder or file it is about, where there is one.
    public let place: SystemPath?

    /// An end with its reason.
    public init(_ exit: ExitCode, _ problem: Problem, at place: SystemPath? = nil) {
        self.exit = exit
        self.problem = problem
        self.place = place
    }

    /// Place, sentence and remedy, safe to print.
    public var text: String {
        let place = place.map { DisplayName.text($0.bytes) + ": " } ?? ""
        return "\(place)\(problem.sentence). \(problem.remedy)"
    }
}
