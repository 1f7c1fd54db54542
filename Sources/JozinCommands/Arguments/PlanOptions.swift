// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JozinCore

/// Where a plan goes, and in which form.
struct PlanOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Write a plan of what to keep and what to drop: a new file outside the library, or - for standard output.",
            valueName: "FILE"))
    var plan: SystemPath?

    @Option(name: .long, help: "The plan's form: sh, csv or json (by FILE's ending where it is left out).")
    var planFormat: PlanFormat?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The script moves files to DIR, where they keep their folders and names, and not to the desktop's trash.",
            valueName: "DIR"))
    var trash: SystemPath?

    @Flag(name: .long, help: "Plan what was dropped in the review, or with `jozin decide --drop`, and nothing else.")
    var dropped = false

    @Flag(name: .long, help: "Say what would be planned, and write nothing.")
    var dryRun = false

    /// The plan's form, by its own option or by the file's ending.
    var format: PlanFormat? { planFormat ?? plan.flatMap { PlanFormat(endingOf: $0.name) } }

    /// Whether the plan goes to standard output.
    var isForOutput: Bool { plan == PlanOptions.output }

    /// What stands for standard output.
    static let output = SystemPath(literal: "-")

    func validate() throws {
        guard plan != nil else {
            guard planFormat == nil, trash == nil, !dropped else {
                throw ValidationError("--plan-format, --dropped and --trash belong to --plan.")
            }
            return
        }
        guard let format else {
            let remedy = isForOutput ? "Add" : "End its name with .sh, .csv or .json, or add"
            throw ValidationError("Which form shall the plan have? \(remedy) --plan-format.")
        }
        guard trash == nil || format == .sh else { throw ValidationError("--trash is for a plan that is a script (.sh).") }
    }
}
