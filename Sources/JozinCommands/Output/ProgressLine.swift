// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore

/// One line on a terminal that shows how far a stage is, at which rate, and how long the rest takes.
package struct ProgressLine {
    private var stage: String
    private var start = ContinuousClock.now
    private var isShown = false

    private static let width = 24

    package init(stage: String = "") { self.stage = stage }

    /// Shows a progress event.
    mutating func show(stage: String, done: Int, total: Int?, unit: Unit = .things) {
        if stage != self.stage {
            self.stage = stage
            start = .now
        }
        StandardError.write("\r\u{1B}[K" + text(done: done, total: total, elapsed: ContinuousClock.now - start, unit: unit))
        isShown = true
    }

    /// Takes the line away, so that other text can be printed.
    mutating func clear() {
        guard isShown else { return }
        StandardError.write("\r\u{1B}[K")
        isShown = false
    }

    /// What is counted.
    package enum Unit: Sendable {
        case things, bytes

        fileprivate func text(_ number: Int) -> String {
            self == .things ? Wording.grouped(number) : Wording.bytes(Int64(number))
        }

        fileprivate func text(rate: Double) -> String {
            self == .things ? Wording.oneDecimal(rate) : Wording.bytes(Int64(rate))
        }
    }

    package func text(done: Int, total: Int?, elapsed: Duration, unit: Unit = .things) -> String {
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        let rate = seconds > 0.2 ? Double(done) / seconds : 0
        let speed = rate > 0 ? "  \(unit.text(rate: rate))/s" : ""
        let name = ProgressLine.names[stage] ?? stage
        guard let total, total > 0 else { return "\(name)  \(unit.text(done))\(speed)" }
        let share = min(1, Double(done) / Double(total))
        let filled = Int(share * Double(ProgressLine.width))
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: ProgressLine.width - filled)
        let left = rate > 0 && done < total ? "  \(Wording.time(.seconds(Double(total - done) / rate))) left" : ""
        return "\(name)  \(bar)  \(unit.text(done)) of \(unit.text(total))\(speed)\(left)"
    }

    private static let names = [
        "quick": "Looking at photos", "deep": "Reading every pixel", "verifying sidecars": "Checking sidecars",
        "verifying originals": "Reading photos", "thumbs": "Making thumbnails",
    ]
}
