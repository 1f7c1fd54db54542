// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// The keys of the language and what stands behind them.
enum QueryKey: Hashable {
    case number(NumberField)
    case text(TextField)
    case date, folder, format, state, duplicates, near, box, id

    /// In the order in which they are proposed.
    static let all: [(name: String, key: QueryKey)] =
        [
            ("camera", .text(.camera)), ("lens", .text(.lens)), ("tag", .text(.tag)), ("album", .text(.album)), ("in", .folder),
            ("place", .text(.place)), ("country", .text(.country)), ("date", .date), ("rating", .number(.rating)),
            ("has", .state),
            ("is", .state), ("type", .format), ("duplicates", .duplicates), ("name", .text(.name)), ("title", .text(.title)),
            ("description", .text(.description)), ("iso", .number(.iso)), ("f", .number(.f)), ("focal", .number(.focal)),
            ("exposure", .number(.exposure)), ("pixels", .number(.pixels)), ("bytes", .number(.bytes)), ("size", .number(.bytes)),
            ("width", .number(.width)), ("height", .number(.height)), ("near", .near), ("box", .box), ("id", .id),
        ]

    /// Lower-case names that are understood and not proposed.
    private static let others: [String: QueryKey] = [
        "folder": .folder, "format": .format, "aperture": .number(.f), "shutter": .number(.exposure),
    ]

    init?(_ name: String) {
        guard let key = QueryKey.all.first(where: { $0.name == name })?.key ?? QueryKey.others[name] else { return nil }
        self = key
    }

    /// What a value must be, as the end of "`key:` takes …".
    var takes: String {
        switch self {
        case .number(.exposure): "seconds or a fraction of one"
        case .number(.rating): "a number of stars from 0 to 5"
        case .number: "a number"
        case .text: "words"
        case .date: "a year, a month, a day, or a range of them"
        case .folder: "a folder of the library"
        case .format: "one of \(QueryKey.names(QueryKey.formats))"
        case .state: "one of \(QueryKey.names(PhotoState.allCases.map(\.rawValue)))"
        case .duplicates: "exact, pixel, near or any"
        case .near: "latitude, longitude and kilometres"
        case .box: "degrees south, west, north and east"
        case .id: "the id of a picture"
        }
    }

    /// A filter that passes; `name` is the key as it was written.
    func example(_ name: String) -> String {
        switch self {
        case .number(let field): field.example
        case .text(.camera): "camera:canon"
        case .text(.lens): "lens:\"50mm f/1.8\""
        case .text(.tag): "tag:travel/prague"
        case .text: "\(name):\"old town\""
        case .date: "date:2019..2020-05"
        case .folder: "in:2019/Praha or in:\"2019/Old town\""
        case .format: "type:raw"
        case .state: "\(name):gps"
        case .duplicates: "duplicates:exact"
        case .near: "near:50.087,14.421,2"
        case .box: "box:50.05,14.35,50.12,14.5"
        case .id: "id:sha256: and 64 hexadecimal digits"
        }
    }

    static let formats = ["jpeg", "png", "gif", "tiff", "webp", "heic", "avif", "bmp", "jxl", "jp2", "psd", "raw"]

    private static func names(_ names: [String]) -> String { names.joined(separator: ", ") }

    /// The known name nearest to a wrong one, where it is near: it begins alike, or is a slip or two away.
    static func nearest(to name: String) -> String? {
        let names = all.map(\.name)
        if name.utf8.count > 1, let longer = names.first(where: { $0.hasPrefix(name) || name.hasPrefix($0) && $0.utf8.count > 2 })
        {
            return longer
        }
        let distances = names.map { (name: $0, slips: slips(Array(name.utf8), Array($0.utf8))) }
        return distances.min { $0.slips < $1.slips }.flatMap { $0.slips <= 2 && $0.slips < name.utf8.count - 1 ? $0.name : nil }
    }

    /// Insertions, deletions and replacements from one to the other (Levenshtein 1965).
    private static func slips(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var row = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, y) in b.enumerated() {
                let replaced = diagonal + (x == y ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
            }
        }
        return row[b.count]
    }
}
