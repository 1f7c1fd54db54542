// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

extension RGBPicture {
    /// This picture at another size, by Lanczos' kernel.
    public func resized(to new: PixelSize) -> RGBPicture {
        guard new != size else { return self }
        var reducer = RowReducer(
            across: ResampleAxis(count: size.width, from: 0, to: Double(size.width), newCount: new.width),
            down: ResampleAxis(count: size.height, from: 0, to: Double(size.height), newCount: new.height), channels: 3)
        for row in 0..<size.height { reducer.add(bytes.span.extracting(row * size.width * 3..<(row + 1) * size.width * 3)) }
        return RGBPicture(size: new, bytes: reducer.output)
    }

    /// So little of the picture that nobody is recognised: `cells` along its longest side, made smooth and as large as before.
    public func blurred(cells: Int = 16) -> RGBPicture { resized(to: size.fitted(to: cells)).resized(to: size) }
}

extension PixelSize {
    /// The same shape with no side longer than `longest`, and none shorter than a pixel; never larger than this.
    public func fitted(to longest: Int) -> PixelSize {
        let side = max(width, height)
        guard side > max(longest, 1) else { return self }
        func fitted(_ length: Int) -> Int {
            max(1, Int((Double(length) * Double(max(longest, 1)) / Double(side)).rounded()))
        }
        return PixelSize(width: fitted(width), height: fitted(height))
    }
}
