// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

/// Changes on their way into columns, which it takes apart, so that no column is held twice.
struct ColumnsEdit {
    private let changes: [PhotoChange]
    /// By photo, its place in `rows`; nil for a photo to remove.
    private var places: [UInt32: Int?] = [:]
    private var rows = PhotoTable()

    init(_ changes: [PhotoChange]) { self.changes = changes }

    /// Makes the changes; whether these change anything.
    mutating func apply(to columns: inout PhotoColumns) -> Bool {
        var (table, words, values) = (columns.rows, WordInterner(columns.words), ValueInterners(columns))
        var known: [UInt32]? = columns.wordCounts
        columns = PhotoColumns()
        take(&words, &values)
        let (wordTable, numbers, hasNewWords) = words.merge()
        words = WordInterner(WordTable())
        if hasNewWords {
            known = nil
            rows.texts.renumber(numbers)
            values.renumberWords(numbers)
            table.texts.renumber(numbers)
        }
        let order = PhotoTable.newestFirst(places.values.compactMap { $0.map { UInt32($0) } }, rows).map(Int.init)
        var (isOther, hasOtherTexts) = (true, true)
        if let replacement = replacement(order, in: table) {
            hasOtherTexts = table.texts.replace(replacement, by: rows.texts)
            isOther = table.replace(replacement, by: rows) || hasOtherTexts
        } else {
            let dropped = dropped(from: table)
            isOther = !dropped.isEmpty || !order.isEmpty
            hasOtherTexts = isOther
            let merged = RowOrder(base: table.moments, dropped: dropped, added: order, moments: rows.moments)
            if isOther { table.merge(merged, rows) }
        }
        if hasOtherTexts { known = nil }
        values.count(table)
        columns = PhotoColumns(rows: table, words: wordTable, values: values, wordCounts: known)
        return isOther
    }

    private mutating func take(_ words: inout WordInterner, _ values: inout ValueInterners) {
        for change in changes {
            switch change {
            case .put(let row):
                places[row.id] = .some(rows.ids.count)
                rows.append(row, &words, &values)
            case .remove(let id): places[id] = .some(nil)
            }
        }
    }

    /// Where no photo comes, goes or moves in the timeline, which all decisions and many scans leave as it is.
    private func replacement(_ order: [Int], in table: PhotoTable) -> RowReplacement? {
        guard order.count == places.count else { return nil }
        var pairs: [(row: Int, added: Int)] = []
        for place in order {
            let row = table.firstRow(notAfter: rows.moments[place])
            guard row < table.ids.count, table.moments[row] == rows.moments[place], table.ids[row] == rows.ids[place] else {
                return nil
            }
            pairs.append((row, place))
        }
        return RowReplacement(pairs: pairs)
    }

    private func dropped(from table: PhotoTable) -> [Int] {
        guard let last = places.keys.max() else { return [] }
        var isChanged = [Bool](repeating: false, count: Int(last) + 1)
        for id in places.keys { isChanged[Int(id)] = true }
        return table.ids.indices.filter { table.ids[$0] <= last && isChanged[Int(table.ids[$0])] }
    }
}
