// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import JozinContracts
import JozinCore
public import JozinFiles

/// What shows that a request comes from the library's owner: 32 random bytes in `.jozin/secret`, which he alone can read.
public struct AccessToken: Sendable {
    /// 64 hexadecimal digits.
    public let text: String

    /// Where browsers keep it.
    static let cookieName = "jozin"

    /// The state folder's token, made where there is none.
    public init(in state: borrowing StateFolder) throws(SystemError) {
        if let bytes = try state.read(StateFolder.secretName, in: state.descriptor), let text = AccessToken.text(of: bytes) {
            self.text = text
            return
        }
        text = Hexadecimal.text(Environment.randomBytes() + Environment.randomBytes())
        try state.write(Array((text + "\n").utf8), to: StateFolder.secretName, in: state.descriptor)
    }

    private static func text(of bytes: [UInt8]) -> String? {
        let text = String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
        return text.utf8.count == 64 && text.allSatisfy(\.isHexDigit) ? text : nil
    }

    /// Whether `other` is the token, in a time that tells nothing of where they differ.
    func matches(_ other: some StringProtocol) -> Bool {
        let own = Array(text.utf8)
        let other = Array(other.utf8)
        var difference = own.count ^ other.count
        for index in own.indices { difference |= Int(own[index] ^ (index < other.count ? other[index] : 0xFF)) }
        return difference == 0
    }
}
