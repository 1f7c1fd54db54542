// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinCore

// One packet asks (the original comes with it as an open descriptor, and a scratch file where there is one), one packet answers. Each begins with four letters and
// the version; both ends belong to one release, so that any other version is refused.
private let version: UInt16 = 4
private let requestMagic = Array("JzDQ".utf8)
private let answerMagic = Array("JzDA".utf8)

extension DecodeRequest {
    /// No request is longer.
    public static let packetCapacity = 96

    /// The request as one packet.
    public var packet: [UInt8] {
        var writer = PacketWriter()
        writer.write(requestMagic)
        writer.write(version)
        writer.write(format.wireNumber)
        writer.write(UInt8(orientation.rawValue))
        writer.write(wants.rawValue)
        for limit in [
            limits.pixels, limits.side, limits.memory, limits.cpuSeconds, limits.wallMilliseconds, mayHold, scratchBytes,
            part?.lowerBound ?? 0, part?.count ?? 0,
        ] { writer.write(UInt64(max(limit, 0))) }
        return writer.bytes
    }

    /// Reads `packet` back; nil for anything else.
    public init?(packet: [UInt8]) {
        var reader = PacketReader(packet)
        guard reader.begins(requestMagic, version),
            let format = reader.read().flatMap(PhotoFormat.init(wireNumber:)),
            let orientation = reader.read(UInt8.self).flatMap({ Orientation(rawValue: Int($0)) }),
            let wants = reader.read(UInt8.self), wants <= 3,
            let pixels = reader.readInt(), let side = reader.readInt(), let memory = reader.readInt(),
            let cpuSeconds = reader.readInt(), let wallMilliseconds = reader.readInt(), let mayHold = reader.readInt(),
            let scratchBytes = reader.readInt(), let start = reader.readInt(), let length = reader.readInt(), reader.isAtEnd,
            length <= Int.max - start
        else { return nil }
        self.init(
            format: format, orientation: orientation,
            limits: DecodeLimits(
                pixels: pixels, side: side, memory: memory, cpuSeconds: cpuSeconds,
                wallMilliseconds: wallMilliseconds), wants: Wants(rawValue: wants))
        self.mayHold = mayHold
        self.scratchBytes = scratchBytes
        part = length > 0 ? start..<start + length : nil
    }
}

extension DecodeAnswer {
    /// No answer is longer: three planes of 4096 cells of four bytes, and the texts.
    public static let packetCapacity = 65_536

    /// The answer as one packet.
    public var packet: [UInt8] {
        var writer = PacketWriter()
        writer.write(answerMagic)
        writer.write(version)
        switch self {
        case .failed(let code, let sentence): writer.writeFailure(code, sentence)
        case .decoded(let picture):
            writer.write(UInt8(1))
            picture.write(to: &writer)
        case .needs(let held): writer.writeNeed(held)
        }
        return writer.bytes
    }

    /// Reads `packet` back; nil for anything else.
    public init?(packet: [UInt8]) {
        var reader = PacketReader(packet)
        guard reader.begins(answerMagic, version), let start = reader.readAnswerStart() else { return nil }
        switch start {
        case .failed(let code, let sentence): self = .failed(code: code, sentence: sentence)
        case .needs(let held): self = .needs(held)
        case .made:
            guard let picture = DecodedPicture(&reader) else { return nil }
            self = .decoded(picture)
        }
        guard reader.isAtEnd else { return nil }
    }
}

extension DecodedPicture {
    fileprivate func write(to writer: inout PacketWriter) {
        writer.write(UInt32(clamping: storedSize.width))
        writer.write(UInt32(clamping: storedSize.height))
        writer.write(UInt8(orientation.rawValue))
        writer.write(UInt8(hasAlpha ? 1 : 0))
        writer.write(UInt32(clamping: frames))
        writer.write(profile.rawValue)
        writer.write(UInt8(imageID == nil ? 0 : 1))
        if let imageID { writer.write(imageID.bytes) }
        writer.write(UInt8(averageColor == nil ? 0 : 1))
        if let averageColor { writer.write([averageColor.red, averageColor.green, averageColor.blue]) }
        writer.write(UInt8(grid == nil ? 0 : 1))
        if let grid {
            for plane in [grid.luma, grid.blueDifference, grid.redDifference] {
                for cell in plane { writer.write(cell.bitPattern) }
            }
        }
        writer.write(warnings: warnings)
    }

    fileprivate init?(_ reader: inout PacketReader) {
        guard let width = reader.read(UInt32.self), let height = reader.read(UInt32.self), width > 0, height > 0,
            let orientation = reader.read(UInt8.self).flatMap({ Orientation(rawValue: Int($0)) }),
            let hasAlpha = reader.readFlag(), let frames = reader.read(UInt32.self), frames > 0,
            let profile = reader.read().flatMap(Profile.init(rawValue:)),
            let hasDigest = reader.readFlag()
        else { return nil }
        self.init(
            storedSize: PixelSize(width: Int(width), height: Int(height)), orientation: orientation, hasAlpha: hasAlpha,
            frames: Int(frames), profile: profile, imageID: nil, averageColor: nil, grid: nil, warnings: [])
        if hasDigest {
            guard let digest = reader.read(count: 32).flatMap({ Digest256(bytes: Array($0)) }) else { return nil }
            imageID = digest
        }
        guard let hasColor = reader.readFlag() else { return nil }
        if hasColor {
            guard let color = reader.read(count: 3).map(Array.init) else { return nil }
            averageColor = AverageColor(red: color[0], green: color[1], blue: color[2])
        }
        guard let hasGrid = reader.readFlag() else { return nil }
        if hasGrid {
            guard let luma = reader.readPlane(), let blue = reader.readPlane(), let red = reader.readPlane() else { return nil }
            grid = Grid64(luma: luma, blueDifference: blue, redDifference: red)
        }
        guard let warnings = reader.readWarnings() else { return nil }
        self.warnings = warnings
    }
}

extension PacketReader {
    /// The next 4096 cells, where all lie within 0...255.
    fileprivate mutating func readPlane() -> [Float]? {
        var plane: [Float] = []
        plane.reserveCapacity(Grid64.side * Grid64.side)
        for _ in 0..<Grid64.side * Grid64.side {
            guard let bits = read(UInt32.self) else { return nil }
            let cell = Float(bitPattern: bits)
            guard cell >= 0, cell <= 255 else { return nil }  // NaN is neither
            plane.append(cell)
        }
        return plane
    }
}

/// Numbers that stay what they are, whatever order the enumeration is written in.
extension PhotoFormat {
    fileprivate static let byWireNumber: [PhotoFormat] = [
        .jpeg, .png, .gif, .tiff, .webp, .heic, .avif, .bmp, .jxl, .jp2, .psd, .raw,
    ]

    fileprivate init?(wireNumber: UInt8) {
        guard Int(wireNumber) < PhotoFormat.byWireNumber.count else { return nil }
        self = PhotoFormat.byWireNumber[Int(wireNumber)]
    }

    fileprivate var wireNumber: UInt8 { UInt8(PhotoFormat.byWireNumber.firstIndex(of: self) ?? Int(UInt8.max)) }
}
