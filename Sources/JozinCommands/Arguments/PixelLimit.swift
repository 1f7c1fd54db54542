// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser
import JozinImaging

/// A number of pixels as a command line says it: 300000000, 500M, 1G.
public struct PixelLimit: ExpressibleByArgument, Hashable, Sendable {
    /// 1 to 65,535 x 65,535: no photo's sides are longer.
    public let pixels: Int

    /// M is a million, G a thousand of them; nil for what is no number, or too large a one.
    public init?(argument: String) {
        let units: [Character: Int] = ["M": 1_000_000, "G": 1_000_000_000]
        let unit = argument.last.flatMap { units[$0] }
        let digits = unit == nil ? argument[...] : argument.dropLast()
        // Int itself would take a sign.
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits) else {
            return nil
        }
        let (pixels, overflow) = number.multipliedReportingOverflow(by: unit ?? 1)
        guard !overflow, (1...DecodeLimits.mostPixels).contains(pixels) else { return nil }
        self.pixels = pixels
    }

    /// As a help screen shows it.
    public var defaultValueDescription: String { "\(pixels)" }
}
