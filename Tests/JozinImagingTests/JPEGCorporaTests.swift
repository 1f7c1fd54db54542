// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinImaging
import Testing

@Suite struct `Of real photos the reader has the coefficients that libjpeg has` {
    @Test func `no coefficient differs in any JPEG that libjpeg reads without complaint`() {
        var (files, coefficients, refused, complained) = (0, 0, 0, 0)
        for area in ["metadata", "formats", "neardup", "speed", "series", "faces"] {
            guard let jpegs = JPEGCorpora.jpegs(in: area) else {
                JPEGCorpora.notRun("coefficients of \(area)")
                continue
            }
            var reader = DCReader(maxPixels: 1 << 28)
            for (path, bytes) in jpegs {
                guard let oracle = JPEGOracle.coefficients(bytes) else {
                    print("libjpeg refuses", path, result(of: &reader, bytes))
                    continue
                }
                guard oracle.warnings == 0 else {
                    complained += 1
                    print("libjpeg complains", path, result(of: &reader, bytes))
                    continue
                }
                files += 1
                do throws(DCReader.Failure) {
                    let picture = try reader.read(bytes.span)
                    #expect(JPEGOracle.differences(picture, oracle.planes) == 0, "\(path)")
                    #expect(picture.isTerminated && picture.extraneousBytes == 0, "\(path): \(picture.extraneousBytes)")
                    coefficients += picture.planes.reduce(0) { $0 + $1.coefficients.count }
                } catch {
                    guard case .unsupported = error else {
                        Issue.record("\(path): \(error)")
                        continue
                    }
                    refused += 1
                    print("refused", path, error)
                }
            }
        }
        print("RUN: \(files) JPEGs, \(coefficients) coefficients equal, \(refused) left to a full decoder, \(complained) damaged")
    }

    private func result(of reader: inout DCReader, _ bytes: [UInt8]) -> String {
        do throws(DCReader.Failure) {
            let picture = try reader.read(bytes.span)
            return "read; extraneous \(picture.extraneousBytes), terminated \(picture.isTerminated)"
        } catch {
            return "\(error)"
        }
    }
}
