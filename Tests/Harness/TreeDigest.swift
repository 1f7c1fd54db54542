// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

package import JozinCore
import Testing

/// Everything of a library that no command may change: names, kinds, modes, owners, sizes, times of content and of
/// status, targets of links, and the content itself. `.jozin/` is left out, and the root's own times, since making
/// `.jozin/` moves them. Access times are left out too: the system may forbid O_NOATIME.
package struct TreeDigest: Hashable {
    private let lines: Set<[UInt8]>

    package init(_ place: Place) throws { try self.init(place.photos) }

    package init(_ folder: SystemPath) throws {
        let outcome = try Shell.run(
            """
            find . -mindepth 1 -path ./.jozin -prune -o -printf '%p %y %m %U %G %n %i %s %T@ %C@ %l\\0'
            find . -mindepth 1 -path ./.jozin -prune -o -type f -print0 | sort -z | xargs -0 -r cat | sha256sum
            """, in: folder)
        lines = Set(outcome.output.split(separator: 0).map(Array.init))
        #expect(outcome.code == 0 && outcome.said == "" && !lines.isEmpty)
    }

    /// Entries that differ, as text.
    package func differences(_ other: TreeDigest) -> [String] {
        lines.symmetricDifference(other.lines).map { String(decoding: $0, as: UTF8.self) }.sorted()
    }
}
