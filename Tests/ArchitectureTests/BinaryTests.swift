// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct `Programs link what they need` {
    /// The libraries that a built program names; nil where it was not built.
    private func libraries(_ program: String) throws -> [String]? {
        let path = "\(Package.root).build/release/\(program)"
        let text = String(
            decoding: try Package.run("test -x '\(path)' && (readelf -d '\(path)' || ldd '\(path)') 2>/dev/null"), as: UTF8.self)
        let libraries = text.split(separator: "\n").filter { $0.contains(".so") }.map(String.init)
        guard !libraries.isEmpty else {
            print("not run: the libraries of \(program): it is not in .build/release")
            return nil
        }
        return libraries
    }

    @Test func `the decoder knows the codecs and no Foundation`() throws {
        guard let libraries = try libraries("jozin-decode") else { return }
        #expect(libraries.contains { $0.contains("libvips") } && libraries.contains { $0.contains("libjpeg") })
        #expect(!libraries.contains { $0.contains("Foundation") || $0.contains("libswift") })
        #expect(!libraries.contains { $0.contains("sqlite") })
    }

    @Test func `jozin knows no codec`() throws {
        guard let libraries = try libraries("jozin") else { return }
        #expect(libraries.contains { $0.contains("libsqlite3") })
        #expect(!libraries.contains { $0.contains("libswift") || $0.contains("Foundation") }, "it runs where no Swift is")
        #expect(!libraries.contains { $0.contains("libvips") || $0.contains("libjpeg") || $0.contains("libheif") })
    }
}
