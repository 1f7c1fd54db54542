// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import JozinCore

extension SystemPath: @retroactive ExpressibleByArgument {
    public init?(argument: String) { self.init(bytes: RawArguments.bytes(argument)) }

    /// As a help screen shows it.
    public var defaultValueDescription: String { DisplayName.text(bytes) }
}

extension ScanDepth: @retroactive ExpressibleByArgument {}
