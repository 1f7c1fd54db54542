// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// The log's lines: compact JSON whose last member, `"check":"crc32:xxxxxxxx"`, is the CRC-32 of every byte of the line
/// before the comma that precedes it. A line is whole when it ends in a line break and its check is right.
public enum LogLine {
    /// The first line of a log.
    public static func header() -> [UInt8] {
        line { writer in
            writer.key("schema")
            writer.string(LogEntry.schema)
        }
    }

    static func line(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter(.compact)
        writer.object(body)
        var bytes = writer.bytes
        bytes.removeLast()
        return bytes + tail(bytes.span)
    }

    private static func tail(_ head: Span<UInt8>) -> [UInt8] {
        let sum = CRC32.of(head)
        let bytes = stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: sum >> UInt32($0)) }
        return Array(",\"check\":\"crc32:\(Hexadecimal.text(bytes))\"}\n".utf8)
    }

    private static let tailLength = tail([UInt8]().span).count

    /// What a line of the log is.
    public enum Content: Hashable, Sendable {
        /// The first one, and the schema it names.
        case header(schema: String)
        /// An entry.
        case entry(LogEntry)
    }

    /// Reads a line, its line break included; nil where it is not whole, or nothing that this contract knows.
    public static func read(_ line: [UInt8]) -> Content? {
        let length = line.count - tailLength
        guard length > 0, tail(line.span.extracting(0..<length)).elementsEqual(line[length...]),
            let json = try? JSONReader.read(Array(line.dropLast()))
        else { return nil }
        if let schema = json["schema"]?.text { return .header(schema: schema) }
        return LogEntry(json: json).map(Content.entry)
    }
}

extension LogEntry {
    /// The entry's line, its line break included.
    public func line() -> [UInt8] { LogLine.line { write(to: &$0) } }

    /// The members `number` to `edits`.
    public func write(to writer: inout JSONWriter) {
        writer.key("number")
        writer.int(number)
        writer.key("time")
        writer.string(time)
        writer.key("label")
        writer.string(label)
        switch kind {
        case .decision: break
        case .undo(let other):
            writer.key("undoes")
            writer.int(other)
        case .redo(let other):
            writer.key("redoes")
            writer.int(other)
        case .found:
            writer.key("found")
            writer.bool(true)
        }
        writer.key("edits")
        writer.array { writer in
            for edit in edits { writer.object { edit.write(to: &$0) } }
        }
    }

    init?(json: JSONValue) {
        guard let number = json["number"]?.integer, number > 0, let time = json["time"]?.text, let label = json["label"]?.text,
            let list = json["edits"]?.elements
        else { return nil }
        let edits = list.compactMap(DecisionEdit.init(json:))
        guard edits.count == list.count else { return nil }
        let kind: Kind =
            if let other = json["undoes"]?.integer { .undo(other) } else if let other = json["redoes"]?.integer {
                .redo(other)
            } else { json["found"]?.boolean == true ? .found : .decision }
        self.init(number: number, time: time, label: label, kind: kind, edits: edits)
    }
}

extension DecisionEdit {
    /// The members `photo`, `file`, `key`, `from` and `to`.
    public func write(to writer: inout JSONWriter) {
        writer.key("photo")
        writer.string(photo.imageID.text)
        writer.key("file")
        writer.string("sha256:" + photo.fileDigest.digest.hex)
        writer.key("key")
        writer.string(key.text)
        writer.key("from")
        (from ?? .null).write(to: &writer)
        writer.key("to")
        (to ?? .null).write(to: &writer)
    }

    init?(json: JSONValue) {
        guard let id = json["photo"]?.text.flatMap(ImageID.init(text:)), let file = json["file"]?.text, file.hasPrefix("sha256:"),
            let digest = Digest256(hex: file.dropFirst(7)), let key = json["key"]?.text, let from = json["from"],
            let to = json["to"]
        else { return nil }
        self.init(
            photo: PhotoIdentity(imageID: id, fileDigest: FileDigest(digest)), key: DecisionKey(text: key),
            from: from == .null ? nil : from, to: to == .null ? nil : to)
    }
}
