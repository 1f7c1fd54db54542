// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinPlaces

/// The different values of a column. Codes run from 1; 0 stands for no value. A value that no row has any more keeps its code.
struct ValueTable<Value: Hashable & Sendable>: Sendable {
    private(set) var values: [Value] = []
    /// The words of each value, fields apart by boundaries.
    private(set) var words = ListColumn()
    /// How many rows have each value, by code.
    private(set) var counts: [UInt32] = [0]

    /// No values.
    init() {}

    mutating func append(_ value: Value, words numbers: [UInt32]) {
        values.append(value)
        words.append(numbers)
    }

    mutating func renumberWords(_ numbers: [UInt32]) { words.renumber(numbers) }

    mutating func count(_ codes: [UInt32]) {
        counts = [UInt32](repeating: 0, count: values.count + 1)
        for code in codes { counts[Int(code)] &+= 1 }
    }

    /// By code, whether the value is one that is asked for; nil where none is.
    func mask(_ isWanted: (Int) -> Bool) -> [Bool]? {
        var mask = [Bool](repeating: false, count: values.count + 1)
        var isEmpty = true
        for index in values.indices where isWanted(index) {
            mask[index + 1] = true
            isEmpty = false
        }
        return isEmpty ? nil : mask
    }
}

/// Gives codes to values while rows are added.
struct ValueInterner<Value: Hashable & Sendable> {
    var table: ValueTable<Value>
    private var codes: [Value: UInt32]
    /// Photos of one folder, one camera, one place come one after another.
    private var last: (value: Value, code: UInt32)?

    init(_ table: ValueTable<Value>) {
        self.table = table
        codes = Dictionary(uniqueKeysWithValues: table.values.enumerated().map { ($1, UInt32($0) + 1) })
    }

    mutating func code(of value: Value?, _ interner: inout WordInterner, fields: (Value) -> [[UInt8]]) -> UInt32 {
        guard let value else { return 0 }
        if let last, last.value == value { return last.code }
        let code = codes[value] ?? UInt32(table.values.count + 1)
        if code > table.values.count {
            table.append(value, words: interner.numbers(ofFields: fields(value)))
            codes[value] = code
        }
        last = (value, code)
        return code
    }
}

/// A camera and a lens: those that were used together.
struct Gear: Hashable, Sendable {
    var camera: String
    var lens: String

    init?(_ camera: String?, _ lens: String?) {
        guard camera != nil || lens != nil else { return nil }
        self.camera = camera ?? ""
        self.lens = lens ?? ""
    }

    var fields: [[UInt8]] { [Array(camera.utf8), Array(lens.utf8)] }
}

/// The fields of a place's words. The codes stand before what words by themselves find: `no` and `in` are words, too.
enum PlaceFields {
    static let countries = 0...1
    static let places = 2...Int.max
    static let towns = 3...Int.max
    static let all = 1...Int.max

    static func of(_ place: PlaceName) -> [[UInt8]] {
        ([place.codes.joined(separator: " "), place.country, place.region, place.name] + place.otherNames).map { Array($0.utf8) }
    }
}

/// A tag or an album.
struct Label: Hashable, Sendable {
    var isAlbum: Bool
    var text: String

    /// The fields of its words: a tag's components, an album's name.
    var fields: [[UInt8]] { isAlbum ? [Array(text.utf8)] : TagPath.components(text).map { Array($0.utf8) } }
}
