// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import CJozinLCMS
import Glibc
import JozinCore
import JozinFiles
import JozinImaging
import JozinTestSupport
import JozinWorkers
import Testing

@Suite struct `Colours are those of lcms2` {
    private let cube: [UInt8] = {
        let codes = stride(from: 0, through: 255, by: 5).map { UInt8($0) }
        return codes.flatMap { red in codes.flatMap { green in codes.flatMap { [red, green, $0] } } }
    }()

    private let profiles: [(name: String, bytes: [UInt8])] = [
        ("Display P3", ProfileWriter.rgb(ProfileWriter.displayP3, ProfileWriter.sRGBCurve).bytes),
        ("Adobe RGB", ProfileWriter.rgb(ProfileWriter.adobe, ProfileWriter.gamma(2.19921875)).bytes),
        ("ProPhoto", ProfileWriter.rgb(ProfileWriter.proPhoto, ProfileWriter.gamma(1.8)).bytes),
    ]

    private func lcms(_ profile: [UInt8], _ pixels: [UInt8]) -> [UInt8] {
        var converted = [UInt8](repeating: 0, count: pixels.count)
        // The transform is made, used and freed here; both arrays hold the pixels counted.
        let transform = unsafe jozin_lcms_open(profile, profile.count, JOZIN_LCMS_RGB, 1)
        unsafe jozin_lcms_convert(transform, pixels, &converted, UInt32(pixels.count / 3))
        unsafe jozin_lcms_close(transform)
        return converted
    }

    private func compare(_ name: String, _ ours: [UInt8], _ theirs: [UInt8]) {
        let differences = zip(ours, theirs).map { abs(Int($0) - Int($1)) }
        let most = differences.max() ?? 9
        let mean = Double(differences.reduce(0, +)) / Double(max(differences.count, 1))
        print("\(name) against lcms2: at most \(most), mean \(mean)")
        #expect(ours.count == theirs.count && most <= 1 && mean < 0.03, "\(name)")
    }

    @Test func `the matrix shaper is within one code, over a dense cube`() throws {
        for profile in profiles {
            compare(profile.name, try #require(MatrixShaper.of(profile.bytes)).converted(cube), lcms(profile.bytes, cube))
        }
    }

    @Test func `Pillow's ImageCms says the same`() throws {
        let script = """
            import io, sys
            from PIL import Image, ImageCms
            data = sys.stdin.buffer.read()
            codes = range(0, 256, 15)
            cube = bytes(c for r in codes for g in codes for b in codes for c in (r, g, b))
            image = Image.frombytes("RGB", (len(cube) // 3, 1), cube)
            source = ImageCms.ImageCmsProfile(io.BytesIO(data))
            made = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), renderingIntent=1)
            print(made.tobytes().hex())
            """
        for profile in profiles {
            let path = Bench.script("cat <<'END' | base64 -d | python3 -c '\(script)' 2>/dev/null\n\(base64(profile.bytes))\nEND")
            defer { Bench.remove(path) }
            let text = output(of: path)
            guard !text.isEmpty else {
                print("not run: colours against Pillow: there is no Python with Pillow")
                return
            }
            let codes = stride(from: 0, through: 255, by: 15).map { UInt8($0) }
            let coarse = codes.flatMap { red in codes.flatMap { green in codes.flatMap { [red, green, $0] } } }
            let theirs = stride(from: 0, to: text.count - 1, by: 2).compactMap {
                UInt8(String(decoding: text[$0..<$0 + 2], as: UTF8.self), radix: 16)
            }
            compare(profile.name + " (Pillow)", try #require(MatrixShaper.of(profile.bytes)).converted(coarse), theirs)
        }
    }

    private func base64(_ bytes: [UInt8]) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let part = bytes[start..<min(start + 3, bytes.count)]
            var bits = part.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - part.count))
            var four: [Character] = []
            for _ in 0..<4 {
                four.insert(digits[bits & 63], at: 0)
                bits >>= 6
            }
            text += String(four.prefix(part.count + 1)) + String(repeating: "=", count: 3 - part.count)
        }
        return text
    }

    /// What a program prints, without line ends.
    private func output(of path: [UInt8]) -> [UInt8] {
        // The stream is checked, read here alone, and closed; the path is NUL-terminated by the conversion.
        guard let stream = unsafe popen(String(decoding: path, as: UTF8.self), "r") else { return [] }
        defer { unsafe pclose(stream) }
        var text: [UInt8] = []
        while true {
            let byte = unsafe fgetc(stream)
            if byte < 0 { return text }
            if byte > 32 { text.append(UInt8(byte)) }
        }
    }

    /// A table of two points per ink (ICC.1:2022, 10.10 lut8Type) from CMYK to Lab: paper is white, any full ink halves the light.
    private var inks: [UInt8] {
        var data = Array("mft1".utf8) + [0, 0, 0, 0, 4, 3, 2, 0]
        for place in 0..<9 { data += place % 4 == 0 ? [0, 1, 0, 0] : [0, 0, 0, 0] }
        let ramp = (0...255).map { UInt8($0) }
        for _ in 0..<4 { data += ramp }
        for corner in 0..<16 { data += [UInt8(255 >> corner.nonzeroBitCount), 128, 128] }
        for _ in 0..<3 { data += ramp }
        return ProfileWriter(space: "CMYK", connection: "Lab ", kind: "prtr", version: 2, tags: [("A2B0", data)]).bytes
    }

    @Test func `inks go through their profile's tables`() throws {
        var decoder = DecoderProcess(executable: Bench.decoder)
        func average(_ ink: [UInt8]) throws -> (AverageColor, DecodedPicture) {
            let picture = Picture(size: PixelSize(width: 8, height: 8), channels: 4, pixels: (0..<64).flatMap { _ in ink })
            let answer = try #require(decoder.decode(picture.tiff(profile: inks, photometric: 5), Bench.request(.tiff)).picture)
            return (try #require(answer.averageColor), answer)
        }
        let (paper, answer) = try average([0, 0, 0, 0])
        #expect(answer.profile == .tables && answer.imageID != nil && paper.red >= 254 && paper.green >= 254 && paper.blue >= 252)
        let (one, _) = try average([255, 0, 0, 0])
        // L* of 127/255.
        #expect(abs(Int(one.red) - 118) <= 3 && abs(Int(one.green) - 118) <= 3)
        let (all, _) = try average([255, 255, 255, 255])
        #expect(all.red < 25)
        // A JPEG stores 255 minus the ink.
        let jpeg = Picture(
            size: PixelSize(width: 64, height: 64), channels: 4, pixels: (0..<64 * 64).flatMap { _ in [255, 255, 255, 255] })
        let light = try #require(decoder.decode(jpeg.jpeg(profile: inks), Bench.request(.jpeg)).picture)
        #expect(light.profile == .tables && light.averageColor == paper)
        #expect(decoder.starts == 1)
    }

    @Test func `profiles that are broken inside cost no process`() throws {
        var decoder = DecoderProcess(executable: Bench.decoder)
        var random = SeededGenerator(seed: 5)
        let picture = Picture(24, 24, channels: 4)
        for _ in 0..<300 {
            var profile = inks
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                profile[Int.random(in: 100..<220, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            let answer = decoder.decode(picture.tiff(profile: profile, photometric: 5), Bench.request(.tiff))
            #expect(answer.picture?.grid != nil)
        }
        #expect(decoder.starts == 1)
    }

    @Test func `photos of the corpora with profiles have ids`() throws {
        guard let folder = Bench.corpus("formats/derived-encodings", for: "photos with profiles") else { return }
        var decoder = DecoderProcess(executable: Bench.decoder)
        for (name, format, outcome) in [
            ("jpeg_adobergb.jpg", PhotoFormat.jpeg, DecodedPicture.Profile.matrix), ("jpeg_display_p3.jpg", .jpeg, .matrix),
            ("jpeg_prophoto.jpg", .jpeg, .matrix), ("jpeg_cmyk.jpg", .jpeg, .tables), ("tiff_cmyk.tif", .tiff, .tables),
            ("tiff_16bit_prophoto_deflate.tif", .tiff, .matrix), ("png_16bit.png", .png, .none),
            ("tiff_16bit_lzw_tiled.tif", .tiff, .none), ("heic_8bit.heic", .heic, .none), ("avif_8bit.avif", .avif, .sRGB),
        ] {
            let answer = try #require(decoder.decode(Bench.bytes(of: folder + "/" + name), Bench.request(format)).picture)
            #expect(answer.imageID != nil && answer.profile == outcome, "\(name): \(answer.profile) \(answer.warnings)")
        }
        #expect(decoder.starts == 1)
    }
}
