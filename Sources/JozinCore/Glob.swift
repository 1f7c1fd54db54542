// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// A pattern over path bytes: `*` and `?` within one component, `**` over any number of them, `[a-z]` and `[!a-z]`.
/// A pattern without a slash is matched against the last component, one with a slash against the whole relative path.
/// `**/` at the start of a component stands for whole components, or none. With a slash at its end it matches folders alone.
public struct Glob: Hashable, Sendable {
    /// As the owner wrote it, fit for a terminal.
    public let text: String
    private let isForFolders: Bool
    private let elements: [Element]
    private let isWholePath: Bool

    private enum Element: Hashable {
        case byte(UInt8)
        /// `?`
        case anyByte
        case set([ClosedRange<UInt8>], isNegated: Bool)
        /// `*`
        case bytes
        /// `**/` at the start of a component
        case components
        /// `**` anywhere else
        case everything
    }

    /// Every text is a pattern: a `[` that is not closed stands for itself.
    public init(_ text: String) { self.init(Array(text.utf8)) }

    /// From bytes, which need not be UTF-8: neither need paths.
    public init(_ bytes: [UInt8]) {
        text = DisplayName.text(bytes)
        isForFolders = bytes.count > 1 && bytes.last == Glob.slash
        let pattern = isForFolders ? bytes.dropLast() : bytes[...]
        isWholePath = pattern.contains(Glob.slash)
        elements = Glob.elements(pattern.first == Glob.slash ? pattern.dropFirst() : pattern)
    }

    /// Whether the path, of a folder or of anything else, fits the pattern.
    public func matches(_ path: LibraryPath, isFolder: Bool = false) -> Bool {
        (isFolder || !isForFolders) && matches(isWholePath ? path.bytes : path.name)
    }

    /// Follows all ways through the pattern at once: the work is at most the product of the two lengths.
    private func matches(_ subject: [UInt8]) -> Bool {
        var places = [Bool](repeating: false, count: elements.count + 1)
        places[0] = true
        skip(&places, startsComponent: true)
        for byte in subject {
            var next = [Bool](repeating: false, count: elements.count + 1)
            for (index, element) in elements.enumerated() where places[index] {
                switch element {
                case .byte(let literal): if literal == byte { next[index + 1] = true }
                case .anyByte: if byte != Glob.slash { next[index + 1] = true }
                case .set(let ranges, let isNegated):
                    if byte != Glob.slash, ranges.contains(where: { $0.contains(byte) }) != isNegated { next[index + 1] = true }
                case .bytes: if byte != Glob.slash { next[index] = true }
                case .components, .everything: next[index] = true
                }
            }
            places = next
            skip(&places, startsComponent: byte == Glob.slash)
        }
        return places[elements.count]
    }

    /// Goes past elements that may stand for nothing more.
    private func skip(_ places: inout [Bool], startsComponent: Bool) {
        for (index, element) in elements.enumerated() where places[index] {
            switch element {
            case .bytes, .everything: places[index + 1] = true
            case .components: if startsComponent { places[index + 1] = true }
            case .byte, .anyByte, .set: break
            }
        }
    }

    private static let slash = UInt8(ascii: "/")

    private static func elements(_ pattern: ArraySlice<UInt8>) -> [Element] {
        var elements: [Element] = []
        var rest = pattern
        while let byte = rest.first {
            if rest.starts(with: "**/".utf8), elements.isEmpty || elements.last == .byte(slash) || elements.last == .components {
                elements.append(.components)
                rest = rest.dropFirst(3)
            } else if rest.starts(with: "**".utf8) {
                elements.append(.everything)
                rest = rest.dropFirst(2)
            } else if byte == UInt8(ascii: "["), let (set, behind) = set(rest) {
                elements.append(set)
                rest = behind
            } else {
                elements.append(byte == UInt8(ascii: "*") ? .bytes : byte == UInt8(ascii: "?") ? .anyByte : .byte(byte))
                rest = rest.dropFirst()
            }
        }
        return elements
    }

    /// The set that opens `pattern`, and what stands behind it; nil where it is not closed. `]` in the first place is one
    /// of its bytes; a range that runs backwards holds its first byte.
    private static func set(_ pattern: ArraySlice<UInt8>) -> (Element, ArraySlice<UInt8>)? {
        var rest = pattern.dropFirst()
        let isNegated = rest.first == UInt8(ascii: "!")
        if isNegated { rest = rest.dropFirst() }
        var ranges: [ClosedRange<UInt8>] = []
        while let low = rest.first, low != UInt8(ascii: "]") || ranges.isEmpty {
            let range = rest.prefix(3)
            if range.count == 3, range.dropFirst().first == UInt8(ascii: "-"), let high = range.last, high != UInt8(ascii: "]") {
                ranges.append(low...max(low, high))
                rest = rest.dropFirst(3)
            } else {
                ranges.append(low...low)
                rest = rest.dropFirst()
            }
        }
        return rest.isEmpty ? nil : (.set(ranges, isNegated: isNegated), rest.dropFirst())
    }
}
