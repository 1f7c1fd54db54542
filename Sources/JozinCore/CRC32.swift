// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

/// CRC-32 as in PNG and zip (ISO 3309: reflected polynomial 0xEDB88320, all ones before and after). It tells what a disk
/// forgot, not what a person forged.
public enum CRC32 {
    /// What is left of each byte after eight steps of the division.
    private static let table: [UInt32] = (0..<256).map { (byte: UInt32) in
        (0..<8).reduce(byte) { rest, _ in rest & 1 == 1 ? 0xEDB8_8320 ^ rest >> 1 : rest >> 1 }
    }

    /// The check sum of `bytes`.
    public static func of(_ bytes: Span<UInt8>) -> UInt32 {
        var rest = UInt32.max
        for index in bytes.indices { rest = table[Int((rest ^ UInt32(bytes[index])) & 255)] ^ rest >> 8 }
        return ~rest
    }
}
