// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinContracts
import JozinCore
public import JozinFiles

/// The decision log of one library, and what it adds up to. One per thread or behind a lock; any number of processes.
///
/// Invariants: 1. What `append` returned is in the log for good, and durable. 2. Under the lock the state is that of all
/// entries. 3. No byte of the log is dropped: a torn end is kept aside, a damaged line stays where it is and counts for nothing.
public struct DecisionLog: ~Copyable, Sendable {
    private var journal: Journal
    /// What the entries read so far add up to.
    public private(set) var state = DecisionState()
    /// Where in the file each entry begins, by number; the end of the last whole line behind them.
    private var starts: [(number: Int, offset: Int)] = []
    private var end = 0
    private var isThere = false
    /// Whole lines that cannot be read: the disk forgot them.
    public private(set) var damagedLines = 0

    /// The log of a state folder, read as far as it goes.
    public static func open(_ folder: consuming StateFolder) throws(RunFailure) -> DecisionLog {
        let journal = try RunFailure.orLogging { () throws(SystemError) in try Journal(folder) }
        var log = DecisionLog(journal)
        try log.refresh()
        return log
    }

    private init(_ journal: consuming Journal) { self.journal = journal }

    /// Whether there is a log; if not, it was lost or never made.
    public var exists: Bool { isThere }

    /// Reads what was appended since; says whether anything was.
    @discardableResult
    public mutating func refresh() throws(RunFailure) -> Bool {
        let before = (state.lastNumber, end)
        try RunFailure.orLogging { () throws(SystemError) in
            switch try journal.look() {
            case .absent: forget()
            case .another(let length):
                forget()
                isThere = true
                try read(to: length)
            case .same(let length):
                // A log that was cut behind our back is another one.
                if length < end { forget() }
                isThere = true
                if length > end { try read(to: length) }
            }
        }
        if let schema = strangeSchema { throw DecisionLog.newer(schema) }
        return before != (state.lastNumber, end)
    }

    private var strangeSchema: String?

    private mutating func forget() {
        (state, starts, end, isThere, damagedLines, strangeSchema) = (DecisionState(), [], 0, false, 0, nil)
    }

    /// As much is read at once.
    private static let blockLength = 1 << 20

    /// Reads the whole lines up to `length`. Damaged lines count as read once a whole one follows them.
    private mutating func read(to length: Int) throws(SystemError) {
        var rest: [UInt8] = []
        var (offset, position, damaged) = (end, end, 0)
        while position < length {
            let block = try journal.read(from: position, count: min(DecisionLog.blockLength, length - position))
            if block.isEmpty { return }
            position += block.count
            var lines = rest.isEmpty ? block[...] : (rest + block)[...]
            while let newline = lines.firstIndex(of: 0x0A) {
                let line = Array(lines[...newline])
                lines = lines[(newline + 1)...]
                if take(line, at: offset) {
                    damagedLines += damaged
                    damaged = 0
                    end = offset + line.count
                } else {
                    damaged += 1
                }
                offset += line.count
            }
            rest = Array(lines)
        }
    }

    private mutating func take(_ line: [UInt8], at offset: Int) -> Bool {
        switch LogLine.read(line) {
        case .header(let schema):
            if schema != LogEntry.schema { strangeSchema = schema }
            return true
        case .entry(let entry):
            if state.fold(entry) { starts.append((entry.number, offset)) }
            return true
        case nil: return false
        }
    }

    private static func newer(_ schema: String) -> RunFailure {
        let problem = Problem(
            .environment, "a newer Jožin wrote the log of decisions (\(DisplayName.text(Array(schema.utf8))))",
            remedy: "Install a newer Jožin; nothing was changed.")
        return RunFailure(.failed, problem)
    }

    // MARK: Writing

    /// Waits for its turn to append, reads what others have, and mends what a killed writer left. A log that was lost is
    /// begun anew, from the sidecars.
    public mutating func lock() throws(RunFailure) -> JournalLock {
        let lock = try RunFailure.orLogging { () throws(SystemError) in try journal.lock() }
        try refresh()
        if !isThere || end == 0 {
            try beginAnew(holding: lock)
        } else {
            try putTornEndAside(holding: lock)
        }
        return lock
    }

    private mutating func beginAnew(holding lock: borrowing JournalLock) throws(RunFailure) {
        let restored = try RunFailure.orLogging { () throws(SystemError) in
            try SidecarRestoration.entries(try journal.state(), after: try journal.mark())
        }
        let bytes = restored.reduce(LogLine.header()) { $0 + $1.line() }
        try RunFailure.orLogging { () throws(SystemError) in
            if case .same(let length) = try journal.look(), length > 0 {
                let torn = try journal.read(from: 0, count: length)
                try journal.putTornEndAside(from: 0, torn, holding: lock)
            }
            try journal.make(bytes, holding: lock)
        }
        try refresh()
    }

    /// A line that ends was perhaps acknowledged before it was damaged: its number is not given again.
    private mutating func putTornEndAside(holding lock: borrowing JournalLock) throws(RunFailure) {
        try RunFailure.orLogging { () throws(SystemError) in
            guard case .same(let length) = try journal.look(), length > end else { return }
            let torn = try journal.read(from: end, count: length - end)
            try journal.putTornEndAside(from: end, torn, holding: lock)
            skippedNumbers += torn.count { $0 == 0x0A }
        }
    }

    private var skippedNumbers = 0

    /// Appends an entry, durably. `least` is the smallest number that it may get.
    @discardableResult
    public mutating func append(
        _ kind: LogEntry.Kind, _ label: String, _ edits: [DecisionEdit], number least: Int = 0,
        holding lock: borrowing JournalLock
    ) throws(RunFailure) -> LogEntry {
        let entry = LogEntry(
            number: max(least, state.lastNumber + 1 + skippedNumbers),
            time: UTCTime.text(secondsSince1970: Environment.secondsSince1970), label: label, kind: kind, edits: edits)
        let line = entry.line()
        do throws(SystemError) {
            try journal.append(line, at: end, holding: lock)
        } catch {
            forget()
            throw RunFailure(logging: error)
        }
        starts.append((entry.number, end))
        end += line.count
        state.fold(entry)
        skippedNumbers = 0
        return entry
    }

    // MARK: Reading entries again

    /// At most `limit` entries behind `number`, oldest first.
    public func entries(after number: Int, limit: Int = .max) throws(RunFailure) -> [LogEntry] {
        let first = place(of: number + 1)
        return try entries(first..<min(starts.count, limit < starts.count ? first + limit : .max))
    }

    /// At most `limit` entries before `number` (or the last ones), newest first.
    public func entries(before number: Int?, limit: Int) throws(RunFailure) -> [LogEntry] {
        let upper = number.map { place(of: $0) } ?? starts.count
        return try entries(max(0, upper - limit)..<upper).reversed()
    }

    /// The entry of this number.
    public func entry(_ number: Int) throws(RunFailure) -> LogEntry? {
        let index = place(of: number)
        guard index < starts.count, starts[index].number == number else { return nil }
        return try entries(index..<(index + 1)).first
    }

    /// Where the first entry from `number` on is in the list.
    private func place(of number: Int) -> Int {
        var (low, high) = (0, starts.count)
        while low < high {
            let middle = (low + high) / 2
            if starts[middle].number < number { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func entries(_ range: Range<Int>) throws(RunFailure) -> [LogEntry] {
        guard let first = range.first else { return [] }
        let start = starts[first].offset
        let stop = range.upperBound < starts.count ? starts[range.upperBound].offset : end
        let bytes = try RunFailure.orLogging { () throws(SystemError) in try journal.read(from: start, count: stop - start) }
        return bytes.split(separator: 0x0A).compactMap { line in
            guard case .entry(let entry) = LogLine.read(Array(line) + [0x0A]) else { return nil }
            return entry
        }
    }

    // MARK: The mark

    func mark() throws(RunFailure) -> Int {
        try RunFailure.orLogging { () throws(SystemError) in try journal.mark() }
    }

    mutating func setMark(_ number: Int, holding lock: borrowing JournalLock) throws(RunFailure) {
        try RunFailure.orLogging { () throws(SystemError) in try journal.setMark(number, holding: lock) }
    }
}

extension RunFailure {
    static func orLogging<Value: ~Copyable>(
        _ body: () throws(SystemError) -> Value
    ) throws(RunFailure) -> Value {
        do throws(SystemError) {
            return try body()
        } catch {
            throw RunFailure(logging: error)
        }
    }

    /// The log cannot be read or written.
    init(logging error: SystemError) {
        let problem = Problem(
            .environment, "the log of decisions cannot be read or written (\(error.problem().sentence))",
            remedy: error.isFullDisk ? "Free some space, and say it again: it was not kept." : error.problem().remedy)
        self.init(error.isFullDisk ? .noSpace : .failed, problem)
    }
}
