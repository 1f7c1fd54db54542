// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinImaging
import Testing

@Suite struct `Of real photos the reader has the coefficients that libjpeg has` {
    @Test func `no coefficient differs in any JPEG that libjpeg reads without complaint`() {
        for area in ["metadata", "formats", "neardup", "speed", "series", "faces"] {
            guard let jpegs = JPEGCorpora.jpegs(in: area) else {
                JPEGCorpora.notRun("coefficients of \(area)")
                continue
            }
            var tally = Tally()
            for (path, bytes) in jpegs { tally.compare(path, bytes) }
            print("RUN: coefficients of \(area): \(tally.summary)")
        }
    }

    /// What became of the files of one area.
    private struct Tally {
        private var reader = DCReader(maxPixels: 1 << 28)
        private var (equal, coefficients, refused, damaged) = (0, 0, 0, 0)

        var summary: String {
            "\(equal) JPEGs, \(coefficients) coefficients equal; \(refused) left to a full decoder; \(damaged) damaged"
        }

        mutating func compare(_ path: String, _ bytes: [UInt8]) {
            let oracle = JPEGOracle.coefficients(bytes)
            let isSound = oracle?.warnings == 0
            do throws(DCReader.Failure) {
                let picture = try reader.read(bytes.span)
                #expect(isSound, "\(path): libjpeg finds it damaged")
                #expect(JPEGOracle.differences(picture, oracle?.planes ?? []) == 0, "\(path)")
                #expect(picture.isTerminated && picture.extraneousBytes == 0, "\(path): \(picture.extraneousBytes)")
                equal += 1
                coefficients += picture.planes.reduce(0) { $0 + $1.coefficients.count }
            } catch {
                if case .unsupported = error {
                    refused += 1
                } else {
                    #expect(!isSound, "\(path): \(error)")
                    damaged += 1
                }
            }
        }
    }
}
