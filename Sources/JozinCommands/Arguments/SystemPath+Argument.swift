// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser
public import JozinCore

extension SystemPath: ExpressibleByArgument {
    /// From an argument as `RawArguments` passes it on.
    public init?(argument: String) { self.init(bytes: RawArguments.bytes(argument)) }

    /// Shells complete it as a file's name.
    public static var defaultCompletionKind: CompletionKind { .file() }

    /// As a help screen shows it.
    public var defaultValueDescription: String { DisplayName.text(bytes) }
}

extension ScanDepth: ExpressibleByArgument {}

extension PictureEncoding: ExpressibleByArgument {}
