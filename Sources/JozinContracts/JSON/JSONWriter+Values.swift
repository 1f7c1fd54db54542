// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import JozinCore

extension JSONWriter {
    /// `path`, and `pathBytes` (Base64) where it is not UTF-8.
    public mutating func path(_ bytes: [UInt8]) { name("path", bytesKey: "pathBytes", bytes) }

    /// A name's text under `key`; where the bytes are not UTF-8, escaped text there and the bytes under `bytesKey`.
    public mutating func name(_ key: StaticString, bytesKey: StaticString, _ bytes: [UInt8]) {
        self.key(key)
        if let text = DisplayName.exact(bytes) {
            string(text)
        } else {
            string(DisplayName.text(bytes))
            self.key(bytesKey)
            string(Base64.text(bytes))
        }
    }
}

extension JSONWriter {
    /// `dims`: an upright size.
    public mutating func dims(_ size: PixelSize) {
        key("dims")
        object { writer in
            writer.key("w")
            writer.int(size.width)
            writer.key("h")
            writer.int(size.height)
        }
    }
}

extension JSONValue {
    /// Reads back what `JSONWriter.name` wrote.
    public func nameBytes(_ key: String, bytesKey: String) -> [UInt8]? {
        if let encoded = self[bytesKey]?.text { return Base64.bytes(encoded) }
        return self[key]?.text.map { Array($0.utf8) }
    }
}
