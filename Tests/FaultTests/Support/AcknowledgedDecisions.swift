// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinTestHarness
import Testing

/// What commands printed is what was acknowledged.
enum AcknowledgedDecisions {
    /// The numbers and edits of the entries that `--json-lines` printed.
    static func entries(_ outcomes: [Outcome]) throws -> [Int: Int] {
        var entries: [Int: Int] = [:]
        for line in outcomes.flatMap({ $0.output.split(separator: 0x0A) }) {
            let json = try JSONReader.read(Array(line))
            let number = try #require(json["number"]?.integer)
            #expect(entries[number] == nil, "entry \(number) was acknowledged twice")
            entries[number] = json["edits"]?.elements?.count
        }
        return entries
    }

    /// The log has each of them once, in the order of their numbers.
    static func expectIn(_ log: [LogEntry], _ acknowledged: [Int: Int], _ comment: String) {
        #expect(zip(log, log.dropFirst()).allSatisfy { $0.number < $1.number }, "\(comment)")
        let edits = Dictionary(log.map { ($0.number, $0.edits.count) }) { first, _ in first }
        for (number, count) in acknowledged { #expect(edits[number] == count, "\(comment): entry \(number)") }
    }
}

extension Place {
    /// A library of photos `1.jpg` and on, scanned.
    static func scannedForDecisions(_ photos: Int = 8) throws -> Place {
        let place = try Place()
        for seed in 1...photos { try place.put(try Sample.smallJPEG(UInt64(seed)), at: "\(seed).jpg") }
        try place.scan()
        return place
    }
}
