// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JozinCore

/// How a plan is written down.
package enum PlanFormat: String, CaseIterable, ExpressibleByArgument {
    case sh, csv, json

    /// By a file name's ending; nil for another one, or none.
    package init?(endingOf name: [UInt8]) {
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return nil }
        self.init(rawValue: String(decoding: name[(dot + 1)...], as: UTF8.self).lowercased())
    }

    /// The rights of a plan's file: a script may be run, by its owner alone.
    var mode: UInt32 { self == .sh ? 0o700 : 0o600 }

    /// Hands the plan to `write` in pieces.
    package func write(_ plan: PlanDocument, _ write: ([UInt8]) -> Void) {
        switch self {
        case .sh: PlanWriters.Script(plan).write(write)
        case .csv: PlanWriters.CSV(plan).write(write)
        case .json: PlanWriters.JSON(plan).write(write)
        }
    }
}

/// One for each format.
enum PlanWriters {}
