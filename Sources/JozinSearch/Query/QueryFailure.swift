// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// A part of a query's text.
public struct QueryRange: Hashable, Sendable {
    /// Bytes of UTF-8 before it.
    public let utf8Offset: Int
    /// Its bytes of UTF-8.
    public let utf8Count: Int
    /// The place of its first character, counted from 1 in characters as readers see them.
    public let column: Int
    /// Its characters as readers see them.
    public let characterCount: Int
}

/// Why a text is no query, and where.
public struct QueryFailure: Error, Hashable, Sendable {
    /// What is wrong, in one sentence: "`iso:` takes a number".
    public let sentence: String
    /// What to do: "write it like iso:>800".
    public let remedy: String
    /// The part that is wrong.
    public let range: QueryRange

    /// As a problem of the one who asked.
    public var problem: Problem {
        Problem(.misuse, "\(sentence) (at character \(range.column) of the query)", remedy: remedy)
    }
}

/// A query's text, with its places counted in scalars, bytes and characters.
struct QuerySource {
    let scalars: [Unicode.Scalar]
    /// Bytes before each scalar, and all of them.
    let offsets: [Int]
    let text: String

    init(_ text: String) {
        self.text = text
        scalars = Array(text.unicodeScalars)
        var offsets = [0]
        offsets.reserveCapacity(scalars.count + 1)
        var offset = 0
        for scalar in scalars {
            offset += UTF8.width(scalar)
            offsets.append(offset)
        }
        self.offsets = offsets
    }

    func string(_ range: Range<Int>) -> String {
        var string = String.UnicodeScalarView()
        string.append(contentsOf: scalars[range])
        return String(string)
    }

    /// Ranges of scalars, in the other measures; one walk over the text for all of them.
    func places(_ ranges: [Range<Int>]) -> [QueryRange] {
        var starts: [Int] = []
        var offset = 0
        for character in text {
            starts.append(offset)
            offset += character.utf8.count
        }
        /// How many characters begin before a byte.
        func characters(before offset: Int) -> Int {
            var (low, high) = (0, starts.count)
            while low < high {
                let middle = (low + high) / 2
                if starts[middle] < offset { low = middle + 1 } else { high = middle }
            }
            return low
        }
        return ranges.map { range in
            let (start, end) = (offsets[range.lowerBound], offsets[range.upperBound])
            // A range may begin inside a character, such as at an accent behind a quotation mark.
            let first = starts.isEmpty ? 0 : characters(before: start + 1) - (start < offset ? 1 : 0)
            return QueryRange(
                utf8Offset: start, utf8Count: end - start, column: first + 1,
                characterCount: max(0, characters(before: end) - first))
        }
    }

    func failure(_ sentence: String, _ remedy: String, at range: Range<Int>) -> QueryFailure {
        QueryFailure(sentence: sentence, remedy: remedy, range: places([range])[0])
    }
}
