// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore
import Testing

@Suite struct `Formats, depths and codes keep their names` {
    @Test func `every format has a media type of its own`() {
        #expect(Set(PhotoFormat.allCases.map(\.mime)).count == PhotoFormat.allCases.count)
        for format in PhotoFormat.allCases {
            #expect(format.mime.hasPrefix("image/"))
            #expect(PhotoFormat(rawValue: format.rawValue) == format)
        }
    }

    @Test func `facts of which nothing is known are empty, and any one field fills them`() {
        #expect(ExifFacts().isEmpty)
        let fields: [(inout ExifFacts) -> Void] = [
            { $0.make = "" }, { $0.model = "" }, { $0.lens = "" }, { $0.captured = CaptureTime(local: "2026-01-01T00:00:00") },
            { $0.iso = 0 }, { $0.fNumber = 0 }, { $0.exposureSeconds = 0 }, { $0.focalLengthMM = 0 }, { $0.exposureBiasEV = 0 },
            { $0.gps = GPSPosition(latitude: 0, longitude: 0) },
        ]
        for fill in fields {
            var facts = ExifFacts()
            fill(&facts)
            #expect(!facts.isEmpty)
        }
    }

    @Test func `a stamp is another one as soon as any of its parts is`() {
        let stamp = FileStamp(bytes: 1, inode: 2, modified: 3, changed: 4)
        let others = [
            FileStamp(bytes: 9, inode: 2, modified: 3, changed: 4), FileStamp(bytes: 1, inode: 9, modified: 3, changed: 4),
            FileStamp(bytes: 1, inode: 2, modified: 9, changed: 4), FileStamp(bytes: 1, inode: 2, modified: 3, changed: 9),
        ]
        #expect(!others.contains(stamp) && Set(others).count == 4)
    }
}
