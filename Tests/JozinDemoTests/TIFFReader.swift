// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// A small reader of TIFF structures, written apart from the writer that it checks.
struct TIFFReader {
    struct Field: Equatable {
        let type: Int
        let count: Int
        let value: [UInt8]
    }

    let bytes: [UInt8]
    let little: Bool

    init?(_ bytes: [UInt8]) {
        guard bytes.count >= 8 else { return nil }
        self.bytes = bytes
        little = bytes[0] == UInt8(ascii: "I")
        guard number(at: 2, 2) == 42 else { return nil }
    }

    func number(at place: Int, _ width: Int) -> Int {
        let part = Array(bytes[place..<place + width])
        return (little ? Array(part.reversed()) : part).reduce(0) { $0 << 8 | Int($1) }
    }

    /// The fields of the directory at `offset`; nil where the tags do not rise or a value lies outside.
    func fields(at offset: Int) -> [Int: Field]? {
        let widths = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8]
        var fields: [Int: Field] = [:]
        var previous = -1
        for index in 0..<number(at: offset, 2) {
            let start = offset + 2 + index * 12
            let tag = number(at: start, 2)
            let type = number(at: start + 2, 2)
            let count = number(at: start + 4, 4)
            let length = widths[type] * count
            let place = length <= 4 ? start + 8 : number(at: start + 8, 4)
            guard tag > previous, place + length <= bytes.count, place.isMultiple(of: 2) else { return nil }
            fields[tag] = Field(type: type, count: count, value: Array(bytes[place..<place + length]))
            previous = tag
        }
        return fields
    }

    func text(_ field: Field?) -> String? {
        field.map { String(decoding: $0.value.dropLast(), as: UTF8.self) }
    }

    func values(_ field: Field?, width: Int) -> [Int] {
        guard let field else { return [] }
        return stride(from: 0, to: field.value.count, by: width).map { start in
            let part = Array(field.value[start..<start + width])
            return (little ? Array(part.reversed()) : part).reduce(0) { $0 << 8 | Int($1) }
        }
    }
}

/// A JPEG's segments up to its scan, and the entropy-coded rest.
struct JPEGParts {
    var segments: [(marker: UInt8, body: [UInt8])] = []
    var scan: [UInt8] = []

    init?(_ file: [UInt8]) {
        guard file.starts(with: [0xff, 0xd8]) else { return nil }
        var place = 2
        while place + 4 <= file.count, file[place] == 0xff {
            let length = Int(file[place + 2]) << 8 | Int(file[place + 3])
            guard place + 2 + length <= file.count else { return nil }
            segments.append((file[place + 1], Array(file[place + 4..<place + 2 + length])))
            place += 2 + length
            if segments[segments.count - 1].marker == 0xda {
                scan = Array(file[place...])
                return
            }
        }
        return nil
    }

    var app1: [UInt8]? { segments.first { $0.marker == 0xe1 }?.body }
    /// What decides the pixels: everything but APPn.
    var coded: [[UInt8]] { segments.filter { !(0xe0...0xef).contains($0.marker) }.map { [$0.marker] + $0.body } + [scan] }
    /// Width and height of the frame header.
    var size: [Int] {
        guard let frame = segments.first(where: { [0xc0, 0xc1, 0xc2].contains($0.marker) })?.body else { return [] }
        return [Int(frame[3]) << 8 | Int(frame[4]), Int(frame[1]) << 8 | Int(frame[2])]
    }
}
