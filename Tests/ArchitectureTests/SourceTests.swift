// SPDX-FileCopyrightText: the Jožin project contributors
// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct `Sources read as the house has it` {
    private let sources = SourceFile.all(below: "Sources")
    private let tests = SourceFile.all(below: "Tests")
    private let shims = SourceFile.all(below: "Sources", [".c", ".h"])

    /// The files that may say `unsafe`: one for each C library or kind of system call.
    private static let unsafe = [
        "Sources/JozinCommands/Arguments/RawArguments.swift": "argv, which no API gives as bytes",
        "Sources/JozinDecoders/CageCheck.swift": "system calls that the cage must refuse, made with null pointers",
        "Sources/JozinDecoders/DecodeService.swift": "entering the cage, which fills a struct",
        "Sources/JozinDecoders/ColourTransforms+LCMS.swift": "lcms2",
        "Sources/JozinDecoders/ImageDecoders+JPEG.swift": "libjpeg-turbo",
        "Sources/JozinDecoders/ImageDecoders+Vips.swift": "libvips",
        "Sources/JozinDecoders/FrameMemory.swift": "a frame's memory, or its scratch file, mapped",
        "Sources/JozinDecoders/Rendering/PictureEncoders+JPEG.swift": "libjpeg-turbo's encoder",
        "Sources/JozinDecoders/Rendering/PictureEncoders+WebP.swift": "libwebp's encoder",
        "Sources/JozinDecoders/StoredFrame.swift": "pixels moved four bytes at a time, bounds checked",
        "Sources/JozinDemo/Library/DemoFolder.swift": "the demo's system calls, which are no business of JozinFiles",
        "Sources/JozinDemo/Writers/JPEGWriter.swift": "libjpeg-turbo's encoder",
        "Sources/JozinFiles/Descriptors/Descriptor.swift": "paths and buffers for the kernel",
        "Sources/JozinFiles/Descriptors/Environment.swift": "getenv, realpath and limits",
        "Sources/JozinFiles/Descriptors/SystemError.swift": "strerror",
        "Sources/JozinFiles/Processes/ChildProcess.swift": "a program's arguments, and its end",
        "Sources/JozinFiles/Processes/DescriptorChannel.swift": "packets and descriptors between processes",
        "Sources/JozinFiles/Processes/WorkerProcess.swift": "a worker's arguments, its pipe, and its end",
        "Sources/JozinFiles/SHA256.swift": "libcrypto",
        "Sources/JozinFiles/Sandbox/KernelSandbox.swift": "Landlock",
        "Sources/JozinImaging/JPEG/WordAccess.swift": "eight bytes at a time in the hot loop, bounds checked",
        "Sources/JozinImaging/Rendering/RowArithmetic.swift": "samples in the hot loops of resampling, bounds checked",
        "Sources/jozin-demo/DemoCommand.swift": "write, of an array's own bytes",
    ]

    @Test func `there are sources`() { #expect(sources.count > 100 && tests.count > 30 && shims.count > 5) }

    @Test func `every file says whose it is and under which licence`() {
        let others = SourceFile.all(below: "scripts", [".sh"])
        for file in sources + tests + shims + others {
            let head = file.text.split(separator: "\n").prefix(4)
            #expect(head.contains { $0.hasSuffix("SPDX-FileCopyrightText: the Jožin project contributors") }, "\(file.path)")
            #expect(head.contains { $0.hasSuffix("SPDX-License-Identifier: Apache-2.0") }, "\(file.path)")
        }
    }

    @Test func `files are short`() {
        for file in sources + shims { #expect(file.lines < 800, "\(file.path)") }
        for file in tests { #expect(file.lines < 400, "\(file.path)") }
        let lengths = sources.map(\.lines).sorted()
        #expect(lengths[lengths.count / 2] < 120)
        #expect(lengths[lengths.count * 9 / 10] < 400)
    }

    @Test func `functions are short`() {
        for file in sources + tests {
            for function in SwiftCode(file.text).functions { #expect(function.length <= 70, "\(file.path):\(function.line)") }
        }
    }

    @Test func `Foundation is known to one file`() {
        let knowing = sources.filter { file in
            SwiftCode(file.text).words.contains { $0.contains("import") && $0.contains { $0.hasPrefix("Foundation") } }
        }
        #expect(knowing.map(\.path) == ["Sources/JozinCatalogSQLite/Blob.swift"])
    }

    @Test func `pointers are where they are listed, and nowhere else`() {
        let marks = ["unsafe", "OpaquePointer"]
        let holding = sources.filter { file in
            SwiftCode(file.text).words.joined().contains { word in
                marks.contains(word) || word.hasPrefix("Unsafe") || word.hasPrefix("withUnsafe")
            }
        }
        #expect(Set(holding.map(\.path)).subtracting(Self.unsafe.keys) == [], "not listed")
        #expect(Set(Self.unsafe.keys).subtracting(holding.map(\.path)) == [], "listed, and not needed any more")
    }

    @Test func `nothing is put off, and nothing forced`() {
        // In two parts, or this file would find itself.
        let marks: Set = ["TO" + "DO", "FIX" + "ME", "X" + "XX", "HA" + "CK"]
        for file in sources + tests + shims {
            let words = file.text.split { !$0.isLetter }
            #expect(!words.contains { marks.contains(String($0)) }, "\(file.path)")
        }
        for file in sources {
            let code = String(decoding: SwiftCode(file.text).bytes, as: UTF8.self)
            #expect(!code.contains("try!") && !code.contains("as!"), "\(file.path)")
        }
    }

    @Test func `files are named for a subject`() {
        let nobodys: Set = [
            "utils", "util", "utilities", "helpers", "helper", "common", "misc", "extensions", "types", "constants",
        ]
        for file in sources + tests {
            let subject = file.stem.split(separator: "+").last.map { $0.lowercased() } ?? ""
            #expect(!nobodys.contains(subject) && !subject.hasSuffix("utils") && !subject.hasSuffix("helpers"), "\(file.path)")
        }
    }
}
