// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinImaging
import JozinTestSupport
import Testing

@Suite struct `Colours are found where formats keep them` {
    private func big(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * (count - 1 - $0))) }
    }

    private func reader(_ bytes: [UInt8]) -> (Int, Int) -> [UInt8] {
        { offset, count in
            guard offset >= 0, offset < bytes.count, count > 0 else { return [] }
            return Array(bytes[offset..<min(bytes.count, offset + count)])
        }
    }

    private let profile = ProfileWriter.rgb(ProfileWriter.displayP3, ProfileWriter.sRGBCurve).bytes

    private func jpeg(_ parts: [(number: Int, count: Int, bytes: [UInt8])]) -> [UInt8] {
        var bytes: [UInt8] = [0xFF, 0xD8]
        for part in parts {
            let body = Array("ICC_PROFILE\0".utf8) + [UInt8(part.number), UInt8(part.count)] + part.bytes
            bytes += [0xFF, 0xE2] + big(body.count + 2, 2) + body + [0xFF, 0xE2, 0, 6] + Array("MPF\0".utf8)
        }
        return bytes + [0xFF, 0xDA, 0, 2]
    }

    private func embedded(_ parts: [(number: Int, count: Int, bytes: [UInt8])]) throws -> [UInt8]? {
        let bytes = jpeg(parts)
        return try ICCProfile.embedded(inJPEG: bytes.span)?.bytes
    }

    @Test func `a JPEG's profile is put together in its order`() throws {
        let (first, second) = (Array(profile[..<100]), Array(profile[100...]))
        #expect(try embedded([(1, 1, profile)]) == profile)
        #expect(try embedded([(2, 2, second), (1, 2, first)]) == profile)
        #expect(try embedded([]) == nil)
        let wrong: [[(number: Int, count: Int, bytes: [UInt8])]] = [
            [(1, 2, profile)], [(0, 1, profile)], [(2, 1, profile)], [(1, 1, profile), (1, 1, profile)],
            [(1, 2, first), (2, 3, second)], [(1, 1, first)], [(1, 1, [])],
        ]
        for parts in wrong { #expect(throws: ProfileFailure.self) { try embedded(parts) } }
    }

    private func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        big(data.count, 4) + Array(name.utf8) + data + [0, 0, 0, 0]
    }

    @Test func `cICP of a PNG counts before its pixels alone`() {
        let head = [UInt8](repeating: 1, count: 8) + chunk("IHDR", [UInt8](repeating: 0, count: 13))
        let coded = chunk("cICP", [9, 16, 0, 1])
        #expect(CodedColour(png: reader(head + coded + chunk("IDAT", []))) == CodedColour(primaries: 9, transfer: 16))
        #expect(CodedColour(png: reader(head + chunk("IDAT", []) + coded)) == nil)
        for count in 0..<(head + coded).count - 6 { #expect(CodedColour(png: reader(Array((head + coded)[..<count]))) == nil) }
    }

    private func box(_ kind: String, _ content: [UInt8]) -> [UInt8] { big(content.count + 8, 4) + Array(kind.utf8) + content }

    private func coloured(_ primaries: Int, _ transfer: Int) -> [UInt8] {
        box("colr", Array("nclx".utf8) + big(primaries, 2) + big(transfer, 2) + big(1, 2) + [0x80])
    }

    private func heif(primary: Int, own: [Int], isWide: Bool = false) -> [UInt8] {
        let properties = box("ipco", coloured(1, 13) + box("ispe", big(0, 12)) + coloured(9, 16))
        let width = isWide ? 2 : 1
        var associations = [UInt8](isWide ? [1, 0, 0, 1] : [0, 0, 0, 0]) + big(2, 4)
        for (item, numbers) in [(7, [1]), (8, own)] {
            associations += big(item, isWide ? 4 : 2) + [UInt8(numbers.count)]
            for number in numbers { associations += big(number | (isWide ? 0x8000 : 0x80), width) }
        }
        let meta = big(0, 4) + box("pitm", big(0, 4) + big(primary, 2)) + box("iprp", properties + box("ipma", associations))
        return box("ftyp", Array("heic".utf8)) + box("meta", meta)
    }

    @Test func `a HEIC's colour is that of its primary picture`() {
        for isWide in [false, true] {
            #expect(
                CodedColour(heif: reader(heif(primary: 8, own: [2, 3], isWide: isWide)))
                    == CodedColour(primaries: 9, transfer: 16))
            #expect(
                CodedColour(heif: reader(heif(primary: 7, own: [3], isWide: isWide))) == CodedColour(primaries: 1, transfer: 13))
            // One without its own has that of the first.
            #expect(
                CodedColour(heif: reader(heif(primary: 8, own: [2], isWide: isWide))) == CodedColour(primaries: 1, transfer: 13))
        }
        #expect(CodedColour(heif: reader(box("ftyp", []) + box("mdat", [1, 2, 3]))) == nil)
    }

    @Test func `a TIFF says whether it is luma and chroma`() {
        for little in [true, false] {
            func number(_ value: Int, _ count: Int) -> [UInt8] { little ? big(value, count).reversed() : big(value, count) }
            func entry(_ tag: Int, _ value: Int) -> [UInt8] {
                number(tag, 2) + number(3, 2) + number(1, 4) + number(value, 2) + [0, 0]
            }
            func file(_ entries: [[UInt8]]) -> [UInt8] {
                Array((little ? "II" : "MM").utf8) + number(42, 2) + number(8, 4) + number(entries.count, 2)
                    + entries.flatMap { $0 }
            }
            #expect(TIFFColour(reader(file([entry(262, 6), entry(259, 1)])))?.isRawYCbCr == true)
            #expect(TIFFColour(reader(file([entry(262, 6), entry(259, 7)])))?.isRawYCbCr == false)
            #expect(TIFFColour(reader(file([entry(262, 2)])))?.isRawYCbCr == false)
            // Fractions that lie behind the directory of two entries.
            func fractions(_ numbers: [Int]) -> [UInt8] { numbers.flatMap { number($0, 4) + number(10_000, 4) } }
            func pointer(_ tag: Int, _ count: Int) -> [UInt8] {
                number(tag, 2) + number(5, 2) + number(count, 4) + number(38, 4)
            }
            func colour(_ tag: Int, _ numbers: [Int]) -> TIFFColour? {
                TIFFColour(
                    reader(
                        file([entry(262, 6), pointer(tag, numbers.count)]) + [UInt8](repeating: 0, count: 4) + fractions(numbers))
                )
            }
            #expect(colour(529, [2126, 7152, 722])?.shares == [0.2126, 0.7152, 0.0722])
            #expect(colour(529, [9126, 7152, 722])?.shares == [0.299, 0.587, 0.114])
            #expect(colour(529, [0, 0, 0])?.shares == [0.299, 0.587, 0.114])
            let full = [0, 2_550_000, 1_280_000, 2_550_000, 1_280_000, 2_550_000]
            #expect(colour(532, full)?.isOfNarrowRange == false)
            #expect(colour(532, [160_000] + full.dropFirst())?.isOfNarrowRange == true)
        }
        #expect(TIFFColour(reader(Array("II*".utf8))) == nil)
    }

    @Test func `whatever stands there, nothing traps`() {
        var state: UInt64 = 99
        func next(_ bound: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(bound))
        }
        let files = [heif(primary: 8, own: [2, 3]), heif(primary: 8, own: [3], isWide: true), jpeg([(1, 1, profile)])]
        for round in 0..<9000 {
            var bytes = files[round % 3]
            for _ in 0...next(4) { bytes[next(bytes.count)] = UInt8(next(256)) }
            _ = CodedColour(heif: reader(bytes))
            _ = CodedColour(png: reader(bytes))
            _ = TIFFColour(reader(bytes))
            _ = try? ICCProfile.embedded(inJPEG: bytes.span)
            bytes.replaceSubrange(0..<8, with: [0x49, 0x49, UInt8(42 + round % 2), 0, UInt8(8 * (round % 2)), 0, 0, 0])
            _ = TIFFColour(reader(bytes))
        }
    }
}
