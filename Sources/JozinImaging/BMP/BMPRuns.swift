// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

/// Run-length encoded palette indices (RLE4, RLE8; Microsoft, "Bitmap Compression").
public enum BMPRuns {
    /// The indices, a byte each, in rows as they are stored; what no run covers is 0.
    ///
    /// Runs that leave their row are cut, and deltas that leave the picture end it. Throws where the data end without saying so.
    public static func indices(_ data: Span<UInt8>, size: PixelSize, bits: Int) throws(BMPFailure) -> [UInt8] {
        var state = BMPRunState(size: size, bits: bits)
        var position = 0
        while state.y < size.height {
            guard position + 1 < data.count else { throw .endsEarly }
            let count = Int(data[position])
            let value = Int(data[position + 1])
            position += 2
            if count > 0 {
                state.repeatPixels(count, UInt8(value))
            } else if value >= 3 {
                let bytes = (value * bits + 7) / 8
                guard position + bytes <= data.count else { throw .endsEarly }
                for index in 0..<value {
                    let byte = data[position + index * bits / 8]
                    state.append(bits == 8 ? byte : index.isMultiple(of: 2) ? byte >> 4 : byte & 15)
                }
                position += bytes + bytes % 2  // padded to 16 bits
            } else if value == 0 {
                state.endRow()
            } else if value == 1 {
                break
            } else {
                guard position + 1 < data.count else { throw .endsEarly }
                state.move(right: Int(data[position]), up: Int(data[position + 1]))
                position += 2
            }
        }
        return state.indices
    }
}

/// The pen that runs are written with. Invariant: what lies outside the picture is not written.
private struct BMPRunState {
    private let size: PixelSize
    private let bits: Int
    private var x = 0
    private(set) var y = 0
    private(set) var indices: [UInt8]

    init(size: PixelSize, bits: Int) {
        self.size = size
        self.bits = bits
        indices = [UInt8](repeating: 0, count: size.count)
    }

    mutating func append(_ index: UInt8) {
        if x < size.width && y < size.height { indices[y * size.width + x] = index }
        x += 1
    }

    /// With four bits a pixel the value's two halves alternate.
    mutating func repeatPixels(_ count: Int, _ value: UInt8) {
        for pixel in 0..<count { append(bits == 8 ? value : pixel.isMultiple(of: 2) ? value >> 4 : value & 15) }
    }

    mutating func endRow() {
        x = 0
        y += 1
    }

    mutating func move(right: Int, up: Int) {
        x += right
        y += up
    }
}
