// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

extension DemoLibrary {
    /// The ground truth as a near-duplicate manifest (JSON, UTF-8): every regular file with its labels, and the groups.
    ///
    /// A path that is not UTF-8 cannot be a JSON key; such files are left out, and `leftOut` counts them.
    public var truth: [UInt8] {
        let listed = entries.filter { $0.isFile && DisplayName.isUTF8($0.path.bytes) }
        let leftOut = entries.filter { $0.isFile && !DisplayName.isUTF8($0.path.bytes) }.count
        let files = listed.map { entry in
            let base = entry.truth.tier == .odd ? "null" : JSONText.quoted(entry.truth.group)
            return "  \(JSONText.quoted(entry.path)): {\"labels\": {\"base\": \(base), "
                + "\"transform\": \(JSONText.quoted(entry.truth.transform)), \"tier\": \"\(entry.truth.tier.rawValue)\"}}"
        }
        let text =
            "{\n \"schema\": 1,\n \"area\": \"demo\",\n \"seed\": \"\(seed)\",\n \"leftOut\": \(leftOut),\n"
            + " \"files\": {\n\(files.joined(separator: ",\n"))\n },\n"
            + " \"groups\": [\n\(groupLines(listed).joined(separator: ",\n"))\n ]\n}\n"
        return Array(text.utf8)
    }

    private func groupLines(_ listed: [DemoEntry]) -> [String] {
        var members: [String: [DemoEntry]] = [:]
        var order: [String] = []
        for entry in listed where entry.truth.tier != .odd {
            if members[entry.truth.group] == nil { order.append(entry.truth.group) }
            members[entry.truth.group, default: []].append(entry)
        }
        return order.flatMap { group -> [String] in
            let files = members[group] ?? []
            guard files.count > 1 else { return [] }
            let list = files.map { JSONText.quoted($0.path) }.joined(separator: ", ")
            return types(group, files).map { type in
                "  {\"id\": \(JSONText.quoted(group)), \"type\": \"\(type)\", \"files\": [\(list)]}"
            }
        }
    }

    /// Frames are both a series of their kind and a scene whose frames are no duplicates.
    private func types(_ group: String, _ files: [DemoEntry]) -> [String] {
        guard files[0].truth.tier == .frame else { return ["near_duplicates"] }
        return ["similar_not_duplicate", group.hasPrefix("bracket") ? "exposure_bracket" : "burst"]
    }

    /// Writes the ground truth to a file of its own; throws where the file exists.
    public func writeTruth(to file: [UInt8]) throws(Problem) {
        let slash = file.lastIndex(of: UInt8(ascii: "/"))
        let folder = slash.map { $0 == 0 ? Array("/.".utf8) : Array(file[..<$0]) } ?? Array(".".utf8)
        try DemoFolder(existing: folder).create(slash.map { Array(file[($0 + 1)...]) } ?? file, truth)
    }
}

extension DemoEntry {
    /// Whether a regular file lies there.
    public var isFile: Bool {
        switch content {
        case .symbolicLink, .fifo, .emptyFolder: false
        default: true
        }
    }
}

/// Strings as JSON spells them (RFC 8259, section 7).
enum JSONText {
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\u{0}"..<" ": quoted += "\\u00" + Hexadecimal.text([UInt8(scalar.value)])
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    static func quoted(_ path: LibraryPath) -> String { quoted(String(decoding: path.bytes, as: UTF8.self)) }
}
