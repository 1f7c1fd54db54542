// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

package import JozinCore

/// Numbers as people read them.
package enum Wording {
    /// "1 photo", "2 photos".
    package static func count(_ number: Int, _ noun: String, plural: String? = nil) -> String {
        "\(grouped(number)) \(number == 1 ? noun : plural ?? noun + "s")"
    }

    /// Digits in groups of three.
    package static func grouped(_ number: Int) -> String {
        let digits = String(number.magnitude)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += " " }
            text.append(digit)
        }
        return number < 0 ? "-" + text : text
    }

    /// "3.1 MB": decimal units, as file managers have them.
    package static func bytes(_ number: Int64) -> String {
        var value = Double(number)
        for unit in ["B", "kB", "MB", "GB"] {
            if value < 999.5 { return unit == "B" ? "\(number) B" : "\(oneDecimal(value)) \(unit)" }
            value /= 1000
        }
        return "\(oneDecimal(value)) TB"
    }

    /// "4000 x 3000".
    package static func size(_ size: PixelSize?) -> String { size.map { "\($0.width) x \($0.height)" } ?? "?" }

    /// "1 h 02 min", "3 min 20 s", "8 s".
    package static func time(_ duration: Duration) -> String {
        let seconds = Int(duration.components.seconds)
        if seconds >= 3600 { return "\(seconds / 3600) h \(twoDigits(seconds / 60 % 60)) min" }
        if seconds >= 60 { return "\(seconds / 60) min \(twoDigits(seconds % 60)) s" }
        return "\(seconds) s"
    }

    package static func oneDecimal(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths >= 1000 ? "\(Int(value.rounded()))" : "\(tenths / 10).\(tenths % 10)"
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
