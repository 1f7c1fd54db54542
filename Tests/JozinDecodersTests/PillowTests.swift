// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Glibc
import JozinCore
import JozinFiles
import JozinImaging
import JozinWorkers
import Testing

@Suite struct `Image ids are those of another implementation` {
    /// Prints path, format, orientation and the digest of Pillow's upright RGB rows, where both decoders must agree.
    private static let pillow = """
        import hashlib, os, sys
        from PIL import Image, ImageOps
        Image.MAX_IMAGE_PIXELS = 268402689
        for root in sys.argv[1:]:
            for folder, _, names in sorted(os.walk(root)):
                for name in sorted(names):
                    path = os.path.join(folder, name)
                    try:
                        with Image.open(path) as image:
                            if image.info.get("icc_profile") or image.mode not in ("RGB", "L", "P", "1"): continue
                            if "transparency" in image.info or getattr(image, "n_frames", 1) > 1: continue
                            if image.format not in ("JPEG", "PNG", "BMP", "TIFF", "GIF"): continue
                            turn = image.getexif().get(0x112, 1)
                            pixels = ImageOps.exif_transpose(image).convert("RGB").tobytes()
                            print(path, image.format.lower(), turn, hashlib.sha256(pixels).hexdigest(), sep="\\t")
                    except Exception:
                        continue
        """

    private struct Reference {
        let path: String
        let format: PhotoFormat
        let orientation: Orientation
        let digest: String
    }

    private func references(_ folders: [String]) -> [Reference] {
        let words = folders.map { "'\($0)'" }.joined(separator: " ")
        // The stream is checked, read here alone, and closed.
        guard let stream = unsafe popen("python3 -c '\(Self.pillow)' \(words) 2>/dev/null", "r") else { return [] }
        defer { unsafe pclose(stream) }
        var line = [CChar](repeating: 0, count: 8192)
        var found: [Reference] = []
        // Writes at most the buffer's size, NUL-terminated.
        while unsafe fgets(&line, Int32(line.count), stream) != nil {
            let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            let fields = text.split(whereSeparator: { $0 == "\t" || $0 == "\n" }).map(String.init)
            guard fields.count == 4, let format = PhotoFormat(rawValue: fields[1]) else { continue }
            let orientation = Int(fields[2]).flatMap(Orientation.init(rawValue:)) ?? .upright
            found.append(Reference(path: fields[0], format: format, orientation: orientation, digest: fields[3]))
        }
        return found
    }

    @Test func `Pillow agrees on the corpora`() {
        guard let metadata = Bench.corpus("metadata", for: "image ids against Pillow"),
            let formats = Bench.corpus("formats", for: "image ids against Pillow")
        else { return }
        let references = references([metadata, formats])
        guard !references.isEmpty else {
            print("not run: image ids against Pillow: there is no Python with Pillow")
            return
        }
        var decoder = DecoderProcess(executable: Bench.decoder)
        var compared: [PhotoFormat: Int] = [:]
        var equal: [PhotoFormat: Int] = [:]
        for reference in references {
            let bytes = Bench.bytes(of: reference.path)
            let answer = decoder.decode(bytes, Bench.request(reference.format, reference.orientation))
            guard let id = answer.picture?.imageID else { continue }
            compared[reference.format, default: 0] += 1
            if id.hex == reference.digest {
                equal[reference.format, default: 0] += 1
            } else {
                print("differs: \(reference.path)")
            }
        }
        for (format, least) in [(PhotoFormat.jpeg, 0.995), (.png, 0.995), (.bmp, 0.95), (.gif, 0.95), (.tiff, 0.95)] {
            let (same, all) = (equal[format] ?? 0, compared[format] ?? 0)
            print("\(format): \(same) of \(all) image ids equal")
            #expect(all > 0 && Double(same) >= least * Double(all))
        }
    }
}
