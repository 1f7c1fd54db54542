// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// Powers from additions, multiplications and divisions alone: every machine gives the same bits, which no mathematics library promises.
enum Power {
    /// `base` to the power `exponent`, within a few units of the last place; 0 for a base that is not positive.
    static func of(_ base: Double, _ exponent: Double) -> Double {
        guard base > 0, base.isFinite, exponent.isFinite else { return 0 }
        let doublings = logarithm(base) * exponent
        guard doublings > -1000 else { return 0 }
        let whole = min(doublings, 1000).rounded()
        return Double(sign: .plus, exponent: Int(whole), significand: exponential((min(doublings, 1000) - whole) * ln2))
    }

    private static let ln2 = 0.693_147_180_559_945_309

    /// To base 2, by ln m = 2 artanh((m - 1) / (m + 1)) for m around 1; 13 terms, the next is under 2^-65.
    private static func logarithm(_ value: Double) -> Double {
        var (exponent, m) = (Double(value.exponent), value.significand)
        if m > 1.414_213_562_373_095 {
            m /= 2
            exponent += 1
        }
        let t = (m - 1) / (m + 1)
        let square = t * t
        var sum = 0.0
        for term in stride(from: 12, through: 0, by: -1) { sum = sum * square + 1 / Double(2 * term + 1) }
        return exponent + 2 * t * sum / ln2
    }

    /// e^x for |x| < 0.35, by Taylor's series; 17 terms, the next is under 2^-70.
    private static func exponential(_ x: Double) -> Double {
        var sum = 1.0
        for term in stride(from: 16, through: 1, by: -1) { sum = 1 + sum * x / Double(term) }
        return sum
    }
}
